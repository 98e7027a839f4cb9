/** The terms of a search, folded into what the index is asked. Pure. */
import { everything as nothingSaid, type SearchQuery } from '../../shared/model/search.ts'
import type { SearchTerm, TermMeaning } from './searchTerms.ts'

/** Everything that ever was. */
const everything: SearchQuery = { ...nothingSaid, oldVersions: true }

/** null: nothing is asked for yet. Of two globs, classes or choices the last one holds; spans are narrowed. */
export function searchFilter(terms: readonly SearchTerm[]): SearchQuery | null {
  const meanings = terms.map(({ meaning }) => meaning).filter(isAsked)
  if (meanings.length === 0) return null
  const saysVersions = meanings.some(({ kind }) => kind === 'versions')
  const filter = meanings.reduce(withMeaning, everything)
  // Among deleted files a date means when they were deleted, unless old versions are asked for.
  return filter.which === 'deleted' && !saysVersions ? { ...filter, oldVersions: false } : filter
}

const isAsked = ({ kind }: TermMeaning): boolean => kind !== 'unfinished' && kind !== 'unclear'

function withMeaning(filter: SearchQuery, meaning: TermMeaning): SearchQuery {
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
