import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareKeys } from '../../../shared/key.ts'
import {
  entryOrderOf,
  HistoryCutter,
  historiesOf,
  liveAt,
  stateAt,
  type Instant,
} from '../../../shared/history.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

type Write = { key: string; kind: 'put' | 'delete' | 'suspended-put' | 'suspended-delete'; atMs: number }

const runs = process.env['STRATA_LONG'] === 'yes' ? 10_000 : 500
const keys = ['a', 'a.txt', 'b', 'c/d', '😀']
const anyKey = fc.constantFrom(...keys)
/** Few distinct times: equal ones are the norm. */
const anyTime = fc.integer({ min: 0, max: 6 }).map((seconds) => seconds * 1000)

const versioned = fc.array(
  fc.record({ key: anyKey, kind: fc.constantFrom<Write['kind']>('put', 'delete'), atMs: anyTime }),
  { maxLength: 25 },
)
const withSuspension = fc.array(
  fc.record({
    key: anyKey,
    kind: fc.constantFrom<Write['kind']>('put', 'delete', 'suspended-put', 'suspended-delete'),
    atMs: anyTime,
  }),
  { maxLength: 25 },
)

/** What a server holds after these writes, listed: keys in order, entries newest first. */
function listed(writes: readonly Write[]): VersionEntry[] {
  const byKey = new Map<string, VersionEntry[]>()
  for (const [at, { key, kind, atMs }] of writes.entries()) {
    const suspended = kind.startsWith('suspended')
    const kept = (byKey.get(key) ?? []).filter((entry) => !suspended || entry.versionId !== 'null')
    const isMarker = kind.endsWith('delete')
    const entry: VersionEntry = {
      key,
      versionId: suspended ? 'null' : `v${at}`,
      isMarker,
      isLatest: true,
      modifiedMs: atMs,
      sizeBytes: isMarker ? null : at,
      etag: null,
      storageClass: null,
      owner: null,
    }
    byKey.set(key, [entry, ...kept.map((older) => ({ ...older, isLatest: false }))])
  }
  return [...byKey.keys()].sort(compareKeys).flatMap((key) => byKey.get(key) ?? [])
}

/** Key → the version a GET would have met, by replaying the writes up to a time. */
function replayed(writes: readonly Write[], atMs: number): Map<string, string> {
  const live = new Map<string, string>()
  for (const [at, write] of writes.entries()) {
    if (write.atMs > atMs) continue
    if (write.kind === 'put') live.set(write.key, `v${at}`)
    else live.delete(write.key)
  }
  return live
}

const at = (atMs: number): Instant => ({ atMs, before: null })
const idsOf = (view: ReadonlyMap<string, VersionEntry>) =>
  [...view].map(([key, { versionId }]) => [key, versionId])
const sorted = (pairs: Iterable<readonly [string, string]>) =>
  [...pairs].toSorted(([a], [b]) => compareKeys(a, b))

describe('the view at a time', () => {
  it('equals replaying the writes up to it, equal times included', () => {
    const inOrder = versioned.map((writes) => writes.toSorted((a, b) => a.atMs - b.atMs))
    fc.assert(
      fc.property(inOrder, anyTime, (writes, atMs) => {
        expect(idsOf(liveAt(historiesOf(listed(writes)), at(atMs)))).toEqual(sorted(replayed(writes, atMs)))
      }),
      { numRuns: runs },
    )
  })

  it('holds where clocks went back: the order of the server decides, never the time', () => {
    fc.assert(
      fc.property(versioned, anyTime, (writes, atMs) => {
        expect(idsOf(liveAt(historiesOf(listed(writes)), at(atMs)))).toEqual(sorted(replayed(writes, atMs)))
      }),
      { numRuns: runs },
    )
  })

  it('is the same however the listing is cut into pages, and whichever way a server lists the entries of a key', () => {
    fc.assert(
      fc.property(versioned, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1 }), (writes, cuts) => {
        const whole = historiesOf(listed(writes))
        expect(inPages(listed(writes), cuts, 'newest-first')).toEqual(whole)
        const backwards = whole.flatMap(({ entries }) => entries.toReversed())
        expect(inPages(backwards, cuts, 'oldest-first')).toEqual(whole)
      }),
      { numRuns: runs },
    )
  })

  function inPages(
    entries: readonly VersionEntry[],
    cuts: readonly number[],
    order: 'newest-first' | 'oldest-first',
  ) {
    const cutter = new HistoryCutter(order)
    const histories = []
    for (let from = 0, page = 0; from < entries.length; page++) {
      // Every second page may be empty: servers send pages that hold nothing.
      const length = page % 2 === 0 ? 1 + (cuts[page % cuts.length] ?? 0) : (cuts[page % cuts.length] ?? 0)
      histories.push(...cutter.add(entries.slice(from, from + length)))
      from += length
    }
    return [...histories, ...cutter.end()]
  }

  it('where it is certain, equals replaying the writes even when `null` versions were overwritten', () => {
    fc.assert(
      fc.property(withSuspension, anyTime, (writes, atMs) => {
        const inOrder = writes.toSorted((a, b) => a.atMs - b.atMs)
        const truth = replayedNull(inOrder, atMs)
        for (const history of historiesOf(listed(inOrder))) {
          const state = stateAt(history, at(atMs))
          if (!state.certain) continue
          const expected = truth.get(history.key)
          expect(state.kind === 'live' ? state.version.sizeBytes : null).toBe(expected ?? null)
        }
      }),
      { numRuns: runs },
    )
  })

  /** Key → the number of the write that a GET would have met. */
  function replayedNull(writes: readonly Write[], atMs: number): Map<string, number> {
    const live = new Map<string, number>()
    for (const [number, write] of writes.entries()) {
      if (write.atMs > atMs) continue
      if (write.kind.endsWith('put')) live.set(write.key, number)
      else live.delete(write.key)
    }
    return live
  }
})

describe('the moment before an entry', () => {
  it('has everything older of that key, and of others what was written before that second', () => {
    const writes: Write[] = [
      { key: 'a', kind: 'put', atMs: 1000 },
      { key: 'b', kind: 'put', atMs: 1000 },
      { key: 'a', kind: 'put', atMs: 2000 },
      { key: 'a', kind: 'delete', atMs: 2000 },
      { key: 'b', kind: 'delete', atMs: 2000 },
    ]
    const histories = historiesOf(listed(writes))
    const before = (versionId: string): Instant => ({ atMs: 2000, before: { key: 'a', versionId } })
    expect(idsOf(liveAt(histories, before('v3')))).toEqual([
      ['a', 'v2'],
      ['b', 'v1'],
    ])
    expect(idsOf(liveAt(histories, before('v2')))).toEqual([
      ['a', 'v0'],
      ['b', 'v1'],
    ])
  })
})

describe('the order of a server', () => {
  it('is told by where it puts the latest entry', () => {
    const entries = listed([
      { key: 'a', kind: 'put', atMs: 0 },
      { key: 'b', kind: 'put', atMs: 0 },
      { key: 'b', kind: 'delete', atMs: 0 },
    ])
    expect(entryOrderOf(entries)).toBe('newest-first')
    expect(entryOrderOf(historiesOf(entries).flatMap((history) => history.entries.toReversed()))).toBe(
      'oldest-first',
    )
    expect(entryOrderOf(entries.slice(0, 1))).toBeNull()
  })
})
