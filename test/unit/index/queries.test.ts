import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyHistory } from '../../../shared/history.ts'
import { childOf } from '../../../shared/key.ts'
import type { Database } from '../../../electron/storage/sqlite.ts'
import { endOfKeys, encodeKey } from '../../../electron/index/keyBytes.ts'
import { openIndexStore, type IndexStore } from '../../../electron/index/indexStore.ts'
import { maintain } from '../../../electron/index/maintenance.ts'
import { bursts, burstItems, type Burst, type BurstItem } from '../../../electron/index/queries/bursts.ts'
import { folderAt, type ChildAt } from '../../../electron/index/queries/folderAt.ts'
import { histogram } from '../../../electron/index/queries/histogram.ts'
import { keyHistory } from '../../../electron/index/queries/keyHistory.ts'
import { mostVersions } from '../../../electron/index/queries/mostVersions.ts'
import { recentlyDeleted, type DeletedPlace } from '../../../electron/index/queries/recentlyDeleted.ts'
import { sizesAt } from '../../../electron/index/queries/sizesAt.ts'
import { totalsOf, totalsOfFolders } from '../../../electron/index/queries/totals.ts'
import { indexMigrations } from '../../../electron/index/schema.ts'
import { coverageOf } from '../../../electron/index/state.ts'
import { writeRange } from '../../../electron/index/writeRange.ts'
import { openDatabase } from '../../../electron/storage/sqlite.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import { binsOf, burstsOf, childrenAt, eventsUnder, sizeAt, sumsUnder } from './naiveIndex.ts'
import { anyTime, someHistories } from './randomHistories.ts'

const runs = process.env['STRATA_LONG'] === 'yes' ? 600 : 100
const whole = { from: encodeKey(''), to: endOfKeys }

function filled(...readings: (readonly KeyHistory[])[]): IndexStore {
  const store = openIndexStore(openDatabase(':memory:', indexMigrations))
  for (const [at, histories] of readings.entries())
    writeRange(store, { ...whole, reading: { pass: at + 1, readMs: at }, histories, leave: [] })
  return store
}

const settled = (store: IndexStore): IndexStore => {
  while (maintain(store));
  return store
}

const prefixes = ['', 'a/', 'a/b/', 'b/', 'b/x/', '/', '😀/', '\ud83d/', 'nothing/']

function allChildren(database: Database, prefix: string, moment: Moment, limit = 3): ChildAt[] {
  const children: ChildAt[] = []
  let after: string | null = null
  do {
    const page = folderAt(database, { prefix, moment, deleted: false, after, limit })
    children.push(...page.children)
    after = page.next
  } while (after !== null)
  return children
}

const shortOf = (child: ChildAt) =>
  child.kind === 'file'
    ? { key: child.key, versionId: child.version.versionId, certain: child.certain }
    : { key: child.key, versionId: null, certain: null }

function expectSame(store: IndexStore, histories: readonly KeyHistory[], atMs: number): void {
  const { database } = store
  for (const prefix of prefixes) {
    const instant = { atMs, before: null }
    expect(allChildren(database, prefix, { atMs }).map(shortOf)).toEqual(
      childrenAt(histories, prefix, instant),
    )
    expect(sizesAt(database, { prefixes: [prefix], moment: { atMs } })).toEqual([
      sizeAt(histories, prefix, instant),
    ])
    const sums = sumsUnder(histories, prefix)
    expect(totalsOf(database, { prefix })).toEqual(sums)
    expect(sizesAt(database, { prefixes: [prefix], moment: null })).toEqual([
      { count: sums.currentCount, bytes: sums.currentBytes, newestMs: null },
    ])
  }
}

describe('a folder at a moment', () => {
  it('is what the histories say, however it is paged', () => {
    fc.assert(
      fc.property(someHistories(25), anyTime, (histories, atMs) => {
        expectSame(filled(histories), histories, atMs)
      }),
      { numRuns: runs },
    )
  })

  it('is what was read last: what is gone is dropped, before and after the folders are settled', () => {
    fc.assert(
      fc.property(
        someHistories(25),
        someHistories(25),
        fc.array(anyTime, { minLength: 3, maxLength: 3 }),
        (before, after, times) => {
          const store = filled(before, after)
          for (const atMs of times) expectSame(store, after, atMs)
          settled(store)
          for (const atMs of times) expectSame(store, after, atMs)
        },
      ),
      { numRuns: runs },
    )
  })

  it('just before an entry is the state without it, in its own folder and in all others', () => {
    fc.assert(
      fc.property(someHistories(20), fc.nat(), (histories, pick) => {
        const entries = histories.flatMap((history) => history.entries)
        const entry = entries[pick % Math.max(1, entries.length)]
        if (entry === undefined) return
        const before = { key: entry.key, versionId: entry.versionId }
        const { database } = filled(histories)
        for (const prefix of prefixes) {
          expect(allChildren(database, prefix, { before }).map(shortOf)).toEqual(
            childrenAt(histories, prefix, { atMs: entry.modifiedMs, before }),
          )
        }
      }),
      { numRuns: runs },
    )
  })

  it('has no size before all of it has been read', () => {
    const store = openIndexStore(openDatabase(':memory:', indexMigrations))
    const range = { from: encodeKey(''), to: encodeKey('b/') }
    writeRange(store, { ...range, reading: { pass: 1, readMs: 1 }, histories: [], leave: [] })
    for (const moment of [null, { atMs: 1 }])
      expect(sizesAt(store.database, { prefixes: ['', 'b/', 'a/'], moment })).toEqual([
        null,
        null,
        { count: 0, bytes: 0, newestMs: null },
      ])
  })

  it('is the same when the bucket was read in pieces, in any order', () => {
    fc.assert(
      fc.property(
        someHistories(25),
        fc.array(fc.nat(), { maxLength: 6 }),
        anyTime,
        (histories, cuts, atMs) => {
          const store = openIndexStore(openDatabase(':memory:', indexMigrations))
          const bounds = [...new Set(cuts.map((cut) => cut % (histories.length + 1)))].sort((a, b) => a - b)
          const starts = [0, ...bounds.filter((bound) => bound > 0 && bound < histories.length)]
          for (const [at, start] of [...starts.entries()].toReversed()) {
            const piece = histories.slice(start, starts[at + 1])
            const next = histories[starts[at + 1] ?? histories.length]
            const range = {
              from: encodeKey(at === 0 ? '' : (piece[0]?.key ?? '')),
              to: next === undefined ? endOfKeys : encodeKey(next.key),
            }
            writeRange(store, { ...range, reading: { pass: 1, readMs: 0 }, histories: piece, leave: [] })
          }
          expectSame(store, histories, atMs)
        },
      ),
      { numRuns: runs },
    )
  })
})

describe('histories and sums', () => {
  it('come back as they were, every field and every code unit', () => {
    fc.assert(
      fc.property(someHistories(25), (histories) => {
        const { database } = filled(histories)
        for (const { key, entries } of histories)
          expect(keyHistory(database, { key, after: null, limit: 100 }).entries).toEqual(entries)
        expect(coverageOf(database, { prefix: 'a/' })).toEqual({ complete: true, oldestReadMs: 0 })
      }),
      { numRuns: runs },
    )
  })

  it('of the direct folders are listed in their order', () => {
    fc.assert(
      fc.property(someHistories(25), (histories) => {
        const { database } = filled(histories)
        for (const prefix of prefixes) {
          const { folders } = totalsOfFolders(database, { prefix, after: null, limit: 100 })
          const expected = new Set(
            histories.flatMap(({ key }) => {
              const child = childOf(prefix, key)
              return child === null || child === prefix || !child.endsWith('/') ? [] : [child]
            }),
          )
          expect(folders.map((folder) => folder.prefix)).toEqual([...expected])
          for (const folder of folders) expect(folder.sums).toEqual(sumsUnder(histories, folder.prefix))
        }
      }),
      { numRuns: runs },
    )
  })

  it('of deleted files and crowded keys come most first', () => {
    fc.assert(
      fc.property(someHistories(25), fc.constantFrom('', 'a/', 'b/'), (histories, prefix) => {
        const { database } = filled(histories)
        const under = histories.filter(({ key }) => key.startsWith(prefix))
        const deleted: { key: string; deletedMs: number }[] = []
        for (let after: DeletedPlace | null = null; ;) {
          const page: ReturnType<typeof recentlyDeleted> = recentlyDeleted(database, {
            prefix,
            after,
            limit: 2,
          })
          deleted.push(...page.files.map(({ key, deletedMs }) => ({ key, deletedMs })))
          if (page.next === null) break
          after = page.next
        }
        const expected = under
          .flatMap(({ key, entries: [newest] }) =>
            newest?.isMarker ? [{ key, deletedMs: newest.modifiedMs }] : [],
          )
          .toReversed()
          .toSorted((a, b) => b.deletedMs - a.deletedMs)
        expect(deleted).toEqual(expected)
        const crowded = mostVersions(database, { prefix, limit: 3 })
        const counts = under.map(({ key, entries }) => ({ key, entryCount: entries.length }))
        const most = counts
          .toReversed()
          .toSorted((a, b) => b.entryCount - a.entryCount)
          .slice(0, 3)
        expect(crowded.map(({ key, entryCount }) => ({ key, entryCount }))).toEqual(most)
      }),
      { numRuns: runs },
    )
  })
})

describe('what happened', () => {
  it('is the same in bins from single events and from cells', () => {
    fc.assert(
      fc.property(someHistories(20), fc.integer({ min: 1, max: 200 }), (histories, bins) => {
        const { database } = filled(histories)
        const toMs = 3_600_000
        for (const prefix of ['', 'a/', 'b/']) {
          const { stepMs, bins: found } = histogram(database, { prefix, fromMs: 0, toMs, bins })
          expect(found).toEqual(binsOf(eventsUnder(histories, prefix), stepMs, 0, toMs))
        }
      }),
      { numRuns: runs },
    )
  })

  it('is told in bursts, each with its items in the order of time', () => {
    fc.assert(
      fc.property(someHistories(20), fc.integer({ min: 0, max: 5 }), (histories, gapMinutes) => {
        const { database } = filled(histories)
        for (const prefix of ['', 'a/', 'b/']) {
          const events = eventsUnder(histories, prefix)
          const found = allBursts(database, prefix, gapMinutes)
          expect(found).toEqual(burstsOf(events, gapMinutes))
          for (const { fromMs, toMs } of found) {
            const inBurst = events.filter(({ modifiedMs }) => modifiedMs >= fromMs && modifiedMs <= toMs)
            const items = allItems(database, prefix, fromMs, toMs)
            expect(items.map(({ entry }) => entry.modifiedMs)).toEqual(
              inBurst.map(({ modifiedMs }) => modifiedMs).sort((a, b) => a - b),
            )
            expect(
              new Set(
                items.map(({ kind, bytes, entry }) => `${kind} ${bytes} ${entry.key} ${entry.versionId}`),
              ),
            ).toEqual(
              new Set(
                inBurst.map(({ kind, bytes, key, versionId }) => `${kind} ${bytes} ${key} ${versionId}`),
              ),
            )
          }
        }
      }),
      { numRuns: runs },
    )
  })

  function allBursts(database: Database, prefix: string, gapMinutes: number): Burst[] {
    const found: Burst[] = []
    let beforeMs: number | null = null
    do {
      const page = bursts(database, { prefix, gapMinutes, beforeMs, limit: 2 })
      found.push(...page.bursts)
      beforeMs = page.nextBeforeMs
    } while (beforeMs !== null)
    return found
  }

  function allItems(database: Database, prefix: string, fromMs: number, toMs: number): BurstItem[] {
    const found: BurstItem[] = []
    let after: Parameters<typeof burstItems>[1]['after'] = null
    do {
      const page = burstItems(database, { prefix, fromMs, toMs, after, limit: 3 })
      found.push(...page.items)
      after = page.next
    } while (after !== null)
    return found
  }
})
