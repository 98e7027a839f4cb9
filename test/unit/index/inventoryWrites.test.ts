import { expect, it } from 'vitest'
import { encodeKey, endOfKeys } from '../../../electron/index/keyBytes.ts'
import { piecesOf, readAgain, setUnreadAside, takeUnreadUp } from '../../../electron/index/coverage.ts'
import { openIndexStore, type IndexStore } from '../../../electron/index/indexStore.ts'
import { folderAt } from '../../../electron/index/queries/folderAt.ts'
import { keyHistory } from '../../../electron/index/queries/keyHistory.ts'
import { totalsOf } from '../../../electron/index/queries/totals.ts'
import { indexMigrations } from '../../../electron/index/schema.ts'
import { stateOf } from '../../../electron/index/state.ts'
import { writeRange } from '../../../electron/index/writeRange.ts'
import { openDatabase } from '../../../electron/storage/sqlite.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

const whole = { from: encodeKey(''), to: endOfKeys }
const inMemory = (): IndexStore => openIndexStore(openDatabase(':memory:', indexMigrations))
const hourMs = 3_600_000

const entryOf = (key: string, versionId: string, modifiedMs: number): VersionEntry => ({
  key,
  versionId,
  modifiedMs,
  isMarker: false,
  isLatest: true,
  sizeBytes: 1,
  etag: null,
  storageClass: null,
  owner: null,
})

const historyOf = (key: string, ...entries: readonly (readonly [string, number])[]) => ({
  key,
  entries: entries.map(([versionId, modifiedMs]) => entryOf(key, versionId, modifiedMs)),
})

const idsOf = ({ database }: IndexStore, key: string) =>
  keyHistory(database, { key, after: null, limit: 10 }).entries.map(({ versionId }) => versionId)

function writeWhole(store: IndexStore, range: Omit<Parameters<typeof writeRange>[1], 'from' | 'to'>): void {
  let from: Uint8Array | null = whole.from
  while (from !== null) from = writeRange(store, { ...range, ...whole, from })
}

it('a range that held too much for one transaction is written in several, what is in it once', () => {
  const store = inMemory()
  const keys = Array.from({ length: 5000 }, (_, index) => `k${String(index).padStart(5, '0')}`)
  const reading = { pass: 1, readMs: 5 }
  writeWhole(store, { reading, histories: keys.map((key) => historyOf(key, ['1', 1])), leave: [] })
  const left = keys.filter((_, index) => index < 3 || index === 4000)
  writeWhole(store, { reading, histories: left.map((key) => historyOf(key, ['1', 1])), leave: [] })
  expect(totalsOf(store.database, { prefix: '' }).currentCount).toBe(4)
})

it('what the index knows to be younger than an inventory stays on top of it', () => {
  const store = inMemory()
  const reading = { pass: 1, readMs: 0 }
  const known = [
    historyOf('changed', ['new', 200], ['old', 50]),
    historyOf('gone', ['old', 50]),
    historyOf('made', ['new', 200]),
    historyOf('null', ['null', 200]),
  ]
  writeWhole(store, { reading, histories: known, leave: [] })
  const listed = [
    historyOf('changed', ['old', 50], ['older', 40]),
    historyOf('null', ['null', 50], ['before', 40]),
    historyOf('unknown', ['a', 60], ['b', 60]),
  ]
  const inventory = { createdMs: 100, uncertain: ['unknown'] }
  writeWhole(store, { reading: { pass: 1, readMs: 100 }, histories: listed, leave: [], inventory })
  expect(idsOf(store, 'changed')).toEqual(['new', 'old', 'older'])
  expect(idsOf(store, 'gone')).toEqual([])
  expect(idsOf(store, 'made')).toEqual(['new'])
  expect(idsOf(store, 'null')).toEqual(['null', 'before'])
})

it('keys whose order is not known are counted and marked until they are listed', () => {
  const store = inMemory()
  const histories = [historyOf('a', ['2', 60], ['1', 60]), historyOf('b', ['1', 60])]
  const reading = { pass: 1, readMs: 100 }
  writeWhole(store, { reading, histories, leave: [], inventory: { createdMs: 100, uncertain: ['a'] } })
  const certain = () =>
    folderAt(store.database, { prefix: '', moment: { atMs: 99 }, deleted: false, after: null, limit: 9 })
      .children.map((child) => child.kind === 'file' && child.certain) // prettier-ignore
  expect([stateOf(store.database).uncertainCount, certain()]).toEqual([1, [false, true]])
  writeWhole(store, { reading, histories, leave: [] })
  expect([stateOf(store.database).uncertainCount, certain()]).toEqual([0, [true, true]])
})

it('a folder that is read again later keeps its own age, and what an inventory lacks is left alone', () => {
  const { database, ...store } = inMemory()
  const all = { database, ...store }
  const part = (from: string, to: string, readMs: number): void =>
    void writeRange(all, {
      from: encodeKey(from),
      to: encodeKey(to),
      reading: { pass: 1, readMs },
      histories: [],
      leave: [],
    })
  part('a', 'm', hourMs)
  setUnreadAside(database, 1)
  expect(piecesOf(database, whole).map(({ pass, readMs }) => [pass, readMs])).toEqual([
    [1, null],
    [1, hourMs],
    [1, null],
  ])
  readAgain(database, { from: encodeKey('c'), to: encodeKey('d') }, 2 * hourMs)
  expect(piecesOf(database, whole).map(({ pass }) => pass)).toEqual([1, 1, 0, 1, 1])
  part('c', 'd', 9 * hourMs)
  expect(piecesOf(database, whole).map(({ readMs }) => readMs)).toEqual([
    null,
    hourMs,
    9 * hourMs,
    hourMs,
    null,
  ])
  takeUnreadUp(database)
  expect(piecesOf(database, whole).map(({ pass }) => pass)).toEqual([0, 1, 1, 1, 0])
})
