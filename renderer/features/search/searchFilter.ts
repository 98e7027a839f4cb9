/** The terms of a search, folded into what the index is asked. Pure. */
import type { SearchTerm, TermMeaning } from './searchTerms.ts'

export type SearchFilter = {
  readonly words: readonly string[]
  readonly glob: string | null
  readonly extensions: readonly string[]
  readonly which: 'live' | 'deleted' | 'all'
  readonly oldVersions: boolean
  readonly minBytes: number | null
  readonly maxBytes: number | null
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly storageClass: string | null
}

const everything: SearchFilter = {
  words: [],
  glob: null,
  extensions: [],
  which: 'all',
  oldVersions: true,
  minBytes: null,
  maxBytes: null,
  fromMs: null,
  toMs: null,
  storageClass: null,
}

/** null: nothing is asked for yet. Of two globs, classes or choices the last one holds; spans are narrowed. */
export function searchFilter(terms: readonly SearchTerm[]): SearchFilter | null {
  const meanings = terms.map(({ meaning }) => meaning).filter(isAsked)
  if (meanings.length === 0) return null
  const saysVersions = meanings.some(({ kind }) => kind === 'versions')
  const filter = meanings.reduce(withMeaning, everything)
  // Among deleted files a date means when they were deleted, unless old versions are asked for.
  return filter.which === 'deleted' && !saysVersions ? { ...filter, oldVersions: false } : filter
}

const isAsked = ({ kind }: TermMeaning): boolean => kind !== 'unfinished' && kind !== 'unclear'

function withMeaning(filter: SearchFilter, meaning: TermMeaning): SearchFilter {
  switch (meaning.kind) {
    case 'word':
      return { ...filter, words: [...filter.words, meaning.text] }
    case 'glob':
      return { ...filter, glob: meaning.text }
    case 'extensions':
      return { ...filter, extensions: [...filter.extensions, ...meaning.extensions] }
    case 'size':
      return {
        ...filter,
        minBytes: biggest(filter.minBytes, meaning.minBytes),
        maxBytes: smallest(filter.maxBytes, meaning.maxBytes),
      }
    case 'time':
      return {
        ...filter,
        fromMs: biggest(filter.fromMs, meaning.fromMs),
        toMs: smallest(filter.toMs, meaning.toMs),
      }
    case 'class':
      return { ...filter, storageClass: meaning.storageClass }
    case 'which':
      return { ...filter, which: meaning.which }
    case 'versions':
      return { ...filter, oldVersions: meaning.oldVersions }
    case 'unfinished':
    case 'unclear':
      return filter
  }
}

const biggest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b)

const smallest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b)
