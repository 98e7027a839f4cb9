/**
 * Versions and markers → the history of a key, and what a bucket held at a moment. Pure.
 *
 * The server's order is the truth: within a key its entries are newest first, whatever their times say. Times only
 * choose how far back to look, since servers count in whole seconds, share one among many entries, and have clocks
 * that go back. https://docs.aws.amazon.com/AmazonS3/latest/userguide/list-obj-version-enabled-bucket.html
 */
import type { VersionEntry } from './model/version.ts'

export type KeyHistory = {
  readonly key: string
  /** Newest first. */
  readonly entries: readonly VersionEntry[]
}

/** A moment with its time looked up; `before` is set where the moment lies just before one entry. */
export type Instant = {
  readonly atMs: number
  readonly before: { readonly key: string; readonly versionId: string } | null
}

/**
 * What a key was at an instant. `certain` is false where an overwritten `null` version may have been the true
 * answer: nothing is left of it, so nobody can tell.
 */
export type StateAt =
  | { readonly kind: 'live'; readonly version: VersionEntry; readonly certain: boolean }
  | { readonly kind: 'deleted'; readonly marker: VersionEntry; readonly certain: boolean }
  | { readonly kind: 'absent'; readonly certain: boolean }

/** How a server lists the entries of one key. */
export type EntryOrder = 'newest-first' | 'oldest-first'

/**
 * Cuts a listing into histories, page by page: a key's entries may spread over any number of pages, and a page may
 * hold nothing new for it. A history is given out when the next key begins, or at the end.
 */
export class HistoryCutter {
  readonly #order: EntryOrder
  #key: string | null = null
  #entries: VersionEntry[] = []

  constructor(order: EntryOrder = 'newest-first') {
    this.#order = order
  }

  /** Takes a page's entries in the server's order; answers with the histories that are complete now. */
  add(entries: Iterable<VersionEntry>): readonly KeyHistory[] {
    const complete: KeyHistory[] = []
    for (const entry of entries) {
      if (entry.key !== this.#key) {
        complete.push(...this.end())
        this.#key = entry.key
      }
      this.#entries.push(entry)
    }
    return complete
  }

  /** The last history, when nothing follows. */
  end(): readonly KeyHistory[] {
    if (this.#key === null) return []
    const entries = this.#order === 'newest-first' ? this.#entries : this.#entries.reverse()
    const last = { key: this.#key, entries }
    this.#key = null
    this.#entries = []
    return [last]
  }
}

/** All histories of a whole listing. */
export function historiesOf(
  entries: Iterable<VersionEntry>,
  order: EntryOrder = 'newest-first',
): readonly KeyHistory[] {
  const cutter = new HistoryCutter(order)
  return [...cutter.add(entries), ...cutter.end()]
}

/**
 * How the server orders the entries of a key, told by where its own `IsLatest` stands; null while no key with
 * several entries was seen whole enough to tell.
 */
export function entryOrderOf(entries: readonly VersionEntry[]): EntryOrder | null {
  for (const [at, entry] of entries.entries()) {
    if (!entry.isLatest) continue
    if (entries[at + 1]?.key === entry.key) return 'newest-first'
    if (entries[at - 1]?.key === entry.key) return 'oldest-first'
  }
  return null
}

/** The entries of a key that existed at the instant, newest first. */
function writtenBy({ key, entries }: KeyHistory, { atMs, before }: Instant): readonly VersionEntry[] {
  if (before === null) return entries.filter((entry) => entry.modifiedMs <= atMs)
  if (before.key !== key) return entries.filter((entry) => entry.modifiedMs < atMs)
  const at = entries.findIndex((entry) => entry.versionId === before.versionId)
  return at < 0 ? entries.filter((entry) => entry.modifiedMs < atMs) : entries.slice(at + 1)
}

/** A `null` entry written after the instant took the place of any `null` version that was there before. */
function isCertain(history: KeyHistory, written: readonly VersionEntry[]): boolean {
  const youngerNull = history.entries.some((entry) => entry.versionId === 'null' && !written.includes(entry))
  return !youngerNull
}

/** The state of a key at an instant: that of its newest entry written by then. */
export function stateAt(history: KeyHistory, instant: Instant): StateAt {
  const written = writtenBy(history, instant)
  const certain = isCertain(history, written)
  const newest = written[0]
  if (newest === undefined) return { kind: 'absent', certain }
  return newest.isMarker
    ? { kind: 'deleted', marker: newest, certain }
    : { kind: 'live', version: newest, certain }
}

/**
 * The state of a key now, by the server's order alone.
 * @public
 */
export function stateNow({ entries }: KeyHistory): StateAt {
  const newest = entries[0]
  if (newest === undefined) return { kind: 'absent', certain: true }
  return newest.isMarker
    ? { kind: 'deleted', marker: newest, certain: true }
    : { kind: 'live', version: newest, certain: true }
}

/** What a listing would have shown at an instant: key → version, in the order of the histories. */
export function liveAt(histories: Iterable<KeyHistory>, instant: Instant): ReadonlyMap<string, VersionEntry> {
  const live = new Map<string, VersionEntry>()
  for (const history of histories) {
    const state = stateAt(history, instant)
    if (state.kind === 'live') live.set(history.key, state.version)
  }
  return live
}

/**
 * The entries on top of `version` (or all, for null): what was written after it, newest first.
 * @public
 */
export function above({ entries }: KeyHistory, version: VersionEntry | null): readonly VersionEntry[] {
  const at = version === null ? -1 : entries.findIndex((entry) => entry.versionId === version.versionId)
  return at < 0 ? entries : entries.slice(0, at)
}
