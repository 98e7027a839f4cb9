/** What is typed in the search field, term by term: words, globs, and filters like `ext:pdf size:>10MB`. Pure. */
import { daySpan } from './daySpan.ts'
import { sizeSpan } from './sizeSpan.ts'

export type TermMeaning =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'glob'; readonly text: string }
  | { readonly kind: 'extensions'; readonly extensions: readonly string[] }
  | { readonly kind: 'size'; readonly minBytes: number | null; readonly maxBytes: number | null }
  | { readonly kind: 'time'; readonly fromMs: number | null; readonly toMs: number | null }
  | { readonly kind: 'class'; readonly storageClass: string }
  | { readonly kind: 'which'; readonly which: 'live' | 'deleted' }
  | { readonly kind: 'versions'; readonly oldVersions: boolean }
  /** A filter whose value is not written yet. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'unclear'; readonly about: 'size' | 'date' }

export type SearchTerm = {
  readonly meaning: TermMeaning
  /** As it was typed, and where. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const termText = /(?:[^\s"]|"[^"]*"?)+/gu
const filterText = /^([a-z]+):(.*)$/isu

export function searchTerms(typed: string, nowMs: number): readonly SearchTerm[] {
  return [...typed.matchAll(termText)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
    meaning: meaningOf(text, nowMs),
  }))
}

const bare = (text: string): string => text.replaceAll('"', '')

function meaningOf(text: string, nowMs: number): TermMeaning {
  const [, name = '', value = ''] = filterText.exec(text) ?? []
  const read = Object.hasOwn(filters, name.toLowerCase()) ? filters[name.toLowerCase()] : undefined
  if (read !== undefined) return read(bare(value), nowMs)
  if (bare(text) === '') return { kind: 'unfinished' }
  // In quotes a star is a star.
  const isGlob = !text.includes('"') && /[*?]|\{[^{}]*,[^{}]*\}/u.test(text)
  return { kind: isGlob ? 'glob' : 'word', text: bare(text) }
}

type Read = (value: string, nowMs: number) => TermMeaning

const unfinished: TermMeaning = { kind: 'unfinished' }
const unlessEmpty =
  (read: Read): Read =>
  (value, nowMs) =>
    value === '' ? unfinished : read(value, nowMs)

const saysNo = new Set(['no', 'off', 'false', '0'])

const filters: Readonly<Record<string, Read>> = {
  ext: unlessEmpty(extensions),
  size: unlessEmpty((value) => {
    const span = sizeSpan(value)
    return span === null ? unclearUnlessOpen(value, 'size') : { kind: 'size', ...span }
  }),
  before: unlessEmpty(dated((span) => ({ fromMs: null, toMs: span.fromMs - 1 }))),
  after: unlessEmpty(dated((span) => ({ fromMs: span.fromMs, toMs: null }))),
  on: unlessEmpty(dated((span) => span)),
  changed: unlessEmpty(changed),
  class: unlessEmpty((value) => ({ kind: 'class', storageClass: value.toUpperCase() })),
  deleted: (value) => ({ kind: 'which', which: saysNo.has(value.toLowerCase()) ? 'live' : 'deleted' }),
  live: () => ({ kind: 'which', which: 'live' }),
  versions: (value) => ({ kind: 'versions', oldVersions: value.toLowerCase() !== 'current' }),
}

function extensions(value: string): TermMeaning {
  const each = value.split(',').map((extension) => extension.replace(/^\*?\./u, ''))
  const written = each.filter((extension) => extension !== '')
  return written.length === 0 ? unfinished : { kind: 'extensions', extensions: written }
}

type Time = { readonly fromMs: number | null; readonly toMs: number | null }

function dated(pick: (span: { readonly fromMs: number; readonly toMs: number }) => Time): Read {
  return (value, nowMs) => {
    const span = daySpan(value, nowMs)
    return span === null ? unclearUnlessOpen(value, 'date') : { kind: 'time', ...pick(span) }
  }
}

/** From the beginning of one day to the end of another; one of them may be left out. */
function changed(value: string, nowMs: number): TermMeaning {
  const [from = '', to] = value.split('..')
  const [first, last] = [from, to ?? from].map((text) => (text === '' ? null : daySpan(text, nowMs)))
  const isUnclear = (from !== '' && first === null) || ((to ?? from) !== '' && last === null)
  if (isUnclear) return unclearUnlessOpen(value, 'date')
  if (first === null && last === null) return unfinished
  return { kind: 'time', fromMs: first?.fromMs ?? null, toMs: last?.toMs ?? null }
}

/** While somebody is still at it, nothing is wrong yet. */
const unclearUnlessOpen = (value: string, about: 'size' | 'date'): TermMeaning =>
  /^[<>]=?$|[-.:]$/u.test(value) ? unfinished : { kind: 'unclear', about }

/** The text without one of its terms. */
export function withoutTerm(typed: string, { start, end }: SearchTerm): string {
  return `${typed.slice(0, start).trimEnd()} ${typed.slice(end).trimStart()}`.trim()
}

/** The text with one more term. */
export const withTerm = (typed: string, term: string): string => `${typed.trimEnd()} ${term}`.trimStart()
