/** A page of a listing: entries and common prefixes in the order of their keys, and where the next page starts. */
import { behindPrefix, commonPrefixOf, justAfter } from './keyOrder.ts'

export interface PageQuery {
  readonly prefix: string
  /** Empty: nothing is rolled up. */
  readonly delimiter: string
  /** How many entries and common prefixes together. */
  readonly limit: number
}

/** One thing that counts in a listing. */
type Item<Entry> =
  { readonly kind: 'entry'; readonly entry: Entry } | { readonly kind: 'prefix'; readonly prefix: string }

export interface Page<Entry> {
  readonly entries: readonly Entry[]
  readonly commonPrefixes: readonly string[]
  /** The page's last item when there are more behind it, else null. */
  readonly more: Item<Entry> | null
}

type Keyed = { readonly key: string }

/**
 * Collects a page. `first` are the rows from where it starts; `rowsFrom` reads those from the least key that is
 * not below the given one. A common prefix costs one look-up, however many keys it holds.
 */
export function collectPage<Entry extends Keyed>(
  query: PageQuery,
  first: Iterable<Entry>,
  rowsFrom: (key: string) => Iterable<Entry>,
): Page<Entry> {
  const entries: Entry[] = []
  const commonPrefixes: string[] = []
  let last: Item<Entry> | null = null
  for (const item of items(query, first, rowsFrom)) {
    if (entries.length + commonPrefixes.length >= query.limit) return { entries, commonPrefixes, more: last }
    if (item.kind === 'entry') entries.push(item.entry)
    else commonPrefixes.push(item.prefix)
    last = item
  }
  return { entries, commonPrefixes, more: null }
}

function* items<Entry extends Keyed>(
  { prefix, delimiter }: PageQuery,
  first: Iterable<Entry>,
  rowsFrom: (key: string) => Iterable<Entry>,
): Generator<Item<Entry>> {
  let rows: Iterable<Entry> | null = first
  while (rows) {
    let rolledUp: string | null = null
    for (const entry of rows) {
      if (!entry.key.startsWith(prefix)) return
      rolledUp = commonPrefixOf(entry.key, prefix, delimiter)
      if (rolledUp !== null) break
      yield { kind: 'entry', entry }
    }
    if (rolledUp === null) return
    yield { kind: 'prefix', prefix: rolledUp }
    const next = behindPrefix(rolledUp)
    rows = next === null ? null : rowsFrom(next)
  }
}

/**
 * The least key of a page behind a marker. A common prefix that holds the marker is behind us with all its keys.
 * Null: nothing can follow.
 */
export function afterMarker({ prefix, delimiter }: PageQuery, marker: string): string | null {
  const rolledUp = marker.startsWith(prefix) ? commonPrefixOf(marker, prefix, delimiter) : null
  return rolledUp === null ? justAfter(marker) : behindPrefix(rolledUp)
}

export const emptyPage = { entries: [], commonPrefixes: [], more: null } as const
