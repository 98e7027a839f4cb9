/** Words of the search over a whole bucket. */
import type { Searched } from '../../shared/model/search.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { formatDate, formatDay } from '../format/times.ts'
import type { TermMeaning } from '../query/searchTerms.ts'
import { indexSentence } from './versionIndex.ts'

export const searchWords = {
  title: (place: string) => `Search ${place}`,
  placeholder: (place: string) => `Search ${place}, deleted files and old versions too`,
  results: 'Found files',
  filters: 'Filters',
  remove: (filter: string) => `Remove the filter “${filter}”`,
  add: (filter: string) => `Add the filter “${filter}”`,
  clear: 'Clear the search',
  loading: 'Searching…',
  none: 'Nothing found',
  noneAdvice: 'Every word has to occur in the file’s path. Try fewer words, or take a filter away.',
  noneYet: 'Nothing found so far',
  noneYetAdvice: 'The versions are still being read: what matches shows as it comes.',
  oldTag: 'older version',
  deletedTag: 'deleted',
  topFolder: 'at the top of the bucket',
  searchOn: 'Search on',
  read: 'Search every version',
  readAdvice: 'Only what is there now was searched, from the server’s own listing.',
  hintsTitle: 'What you can type',
} as const

export const searchHints: readonly { readonly text: string; readonly means: string }[] = [
  { text: 'hero final', means: 'every word, anywhere in the path' },
  { text: '*.jpg', means: 'names of this form; 2026/** for whole paths' },
  { text: 'ext:pdf,docx', means: 'by extension' },
  { text: 'size:>10MB', means: 'bigger, smaller (<), or between: 1MB..2GB' },
  { text: 'deleted: after:7d', means: 'deleted in the last 7 days' },
  { text: 'changed:2026-10-01..2026-10-31', means: 'written between two days; also before:, after:, on:' },
  { text: 'class:GLACIER', means: 'by storage class' },
  { text: 'versions:current', means: 'leave old versions out' },
]

/** Filters that are added by a press, unless one of their kind is there. */
export const quickFilters: readonly { readonly term: string; readonly label: string }[] = [
  { term: 'deleted:', label: 'Deleted' },
  { term: 'after:7d', label: 'Last 7 days' },
  { term: 'size:>10MB', label: 'Over 10 MB' },
  { term: 'ext:jpg,jpeg,png,gif,webp,svg', label: 'Pictures' },
]

/** What a filter means; null: it is no filter. */
export function chipWords(chip: TermMeaning, typed: string): string | null {
  switch (chip.kind) {
    case 'word':
    case 'unfinished':
      return null
    case 'glob':
      return `Like ${chip.text}`
    case 'extensions':
      return `Ends in ${chip.extensions.map((extension) => `.${extension}`).join(' or ')}`
    case 'size':
      return sizeWords(chip)
    case 'time':
      return timeWords(chip)
    case 'class':
      return `Class ${chip.storageClass}`
    case 'which':
      return chip.which === 'deleted' ? 'Deleted files' : 'Not deleted'
    case 'versions':
      return chip.oldVersions ? 'Old versions too' : 'Current versions only'
    case 'unclear':
      return chip.about === 'size'
        ? `“${typed}” is no size: write size:>10MB`
        : `“${typed}” is no date: write 2026-10-01`
  }
}

type Size = { readonly minBytes: number | null; readonly maxBytes: number | null }

function sizeWords({ minBytes, maxBytes }: Size): string {
  if (minBytes !== null && maxBytes !== null) return `${formatBytes(minBytes)} to ${formatBytes(maxBytes)}`
  return minBytes === null ? `At most ${formatBytes(maxBytes ?? 0)}` : `At least ${formatBytes(minBytes)}`
}

type Time = { readonly fromMs: number | null; readonly toMs: number | null }

function timeWords({ fromMs, toMs }: Time): string {
  if (fromMs !== null && toMs !== null) return `${formatDate(fromMs)} to ${formatDate(toMs)}`
  return fromMs === null ? `Until ${formatDate(toMs ?? 0)}` : `Since ${formatDate(fromMs)}`
}

/** `124 found`, `more than 200 found`. */
export const foundWords = (count: number, isAll: boolean): string =>
  isAll ? `${formatCount(count)} found` : `More than ${formatCount(count)} found`

/** What was looked through, and how well. */
export function searchedWords(
  searched: Searched | null,
  state: IndexState | null,
  place: string,
  nowMs: number,
): string {
  if (searched === null || state === null) return ''
  if (searched.kind === 'listing')
    return `Only the listing of ${place}: ${counted(searched.keysRead, 'file')} read so far`
  return `Every version of ${place} (${indexSentence(state, searched.coverage, nowMs)})`
}

export const foundDate = (ms: number, isDeleted: boolean, nowMs: number): string =>
  isDeleted ? `Deleted ${formatDay(ms, nowMs)}` : formatDay(ms, nowMs)
