/** What the index keeps about a key, told from its entries. Pure. */
import type { VersionEntry } from '../../shared/model/version.ts'
import { liveSpans, type Span } from './spans.ts'

/** What an entry did: `again` is a marker on nothing or on another marker, which changed nothing to be seen. */
export const eventKinds = { added: 0, replaced: 1, deleted: 2, again: 3 } as const
export type EventKind = keyof typeof eventKinds

export type Event = {
  readonly kind: EventKind
  readonly modifiedMs: number
  /** Of the version that was written, or that a marker hid. */
  readonly bytes: number
}

export type Sums = {
  readonly currentCount: number
  readonly currentBytes: number
  readonly noncurrentCount: number
  readonly noncurrentBytes: number
  readonly markerCount: number
  /** Keys whose newest entry is a marker. */
  readonly deletedCount: number
}

export type KeyFacts = {
  /** Beside the entries, newest first. */
  readonly events: readonly Event[]
  readonly live: readonly Span[]
  readonly sums: Sums
  readonly deletedMs: number | null
}

export const noSums: Sums = {
  currentCount: 0,
  currentBytes: 0,
  noncurrentCount: 0,
  noncurrentBytes: 0,
  markerCount: 0,
  deletedCount: 0,
}

export const noFacts: KeyFacts = { events: [], live: [], sums: noSums, deletedMs: null }

export const addSums = (a: Sums, b: Sums, sign: 1 | -1 = 1): Sums => ({
  currentCount: a.currentCount + sign * b.currentCount,
  currentBytes: a.currentBytes + sign * b.currentBytes,
  noncurrentCount: a.noncurrentCount + sign * b.noncurrentCount,
  noncurrentBytes: a.noncurrentBytes + sign * b.noncurrentBytes,
  markerCount: a.markerCount + sign * b.markerCount,
  deletedCount: a.deletedCount + sign * b.deletedCount,
})

/** Entries newest first. */
export function factsOf(entries: readonly VersionEntry[]): KeyFacts {
  const [newest] = entries
  if (newest === undefined) return noFacts
  return {
    events: entries.map((entry, at) => eventOf(entry, entries[at + 1])),
    live: liveSpans(entries),
    sums: sumsOf(newest, entries),
    deletedMs: newest.isMarker ? newest.modifiedMs : null,
  }
}

function eventOf(
  { isMarker, modifiedMs, sizeBytes }: VersionEntry,
  beneath: VersionEntry | undefined,
): Event {
  const wasLive = beneath !== undefined && !beneath.isMarker
  if (!isMarker) return { kind: wasLive ? 'replaced' : 'added', modifiedMs, bytes: sizeBytes ?? 0 }
  return { kind: wasLive ? 'deleted' : 'again', modifiedMs, bytes: wasLive ? (beneath.sizeBytes ?? 0) : 0 }
}

function sumsOf(newest: VersionEntry, entries: readonly VersionEntry[]): Sums {
  const data = entries.filter((entry) => !entry.isMarker)
  const bytes = data.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const currentCount = newest.isMarker ? 0 : 1
  const currentBytes = newest.sizeBytes ?? 0
  return {
    currentCount,
    currentBytes,
    noncurrentCount: data.length - currentCount,
    noncurrentBytes: bytes - currentBytes,
    markerCount: entries.length - data.length,
    deletedCount: newest.isMarker ? 1 : 0,
  }
}
