import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applyChanges } from '../../../electron/index/applyChanges.ts'
import { cover, cutWithRoom, piecesOf } from '../../../electron/index/coverage.ts'
import { fillCells } from '../../../electron/index/cells.ts'
import { openIndexStore, write, type IndexStore } from '../../../electron/index/indexStore.ts'
import { compareBytes, decodeKey, encodeKey, endOfKeys, justAfter } from '../../../electron/index/keyBytes.ts'
import { indexFailure } from '../../../electron/index/indexDatabase.ts'
import { maintain } from '../../../electron/index/maintenance.ts'
import { markerBefore, midKey, textBetween } from '../../../electron/index/midKey.ts'
import { bursts } from '../../../electron/index/queries/bursts.ts'
import { folderAt } from '../../../electron/index/queries/folderAt.ts'
import { histogram } from '../../../electron/index/queries/histogram.ts'
import { keyHistory } from '../../../electron/index/queries/keyHistory.ts'
import { folderId, labelsUnder } from '../../../electron/index/queries/place.ts'
import { totalsOf } from '../../../electron/index/queries/totals.ts'
import { indexMigrations } from '../../../electron/index/schema.ts'
import { writeRange } from '../../../electron/index/writeRange.ts'
import { openDatabase } from '../../../electron/storage/sqlite.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import { compareKeys } from '../../../shared/key.ts'
import type { Change } from '../../../shared/model/change.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { ModelBucket } from '../../support/modelBucket.ts'
import { oddKeys } from '../../support/oddKeys.ts'
import { seeded } from '../../support/random.ts'
import { binsOf, burstsOf, childrenAt, eventsUnder, sumsUnder } from './naiveIndex.ts'
import { someHistories } from './randomHistories.ts'

const runs = process.env['STRATA_LONG'] === 'yes' ? 600 : 100
const whole = { from: encodeKey(''), to: endOfKeys }
const reading = { pass: 1, readMs: 5 }
const inMemory = (): IndexStore => openIndexStore(openDatabase(':memory:', indexMigrations))
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)) // prettier-ignore

describe('keys as bytes', () => {
  it('come back whole and sort as S3 sorts them, whatever code units they have', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(decodeKey(encodeKey(a))).toBe(a)
        expect(Math.sign(compareBytes(encodeKey(a), encodeKey(b)))).toBe(Math.sign(compareKeys(a, b)))
        expect(compareBytes(justAfter(encodeKey(a)), encodeKey(a))).toBe(1)
      }),
    )
    for (const key of oddKeys) expect(decodeKey(encodeKey(key))).toBe(key)
  })
})

describe('labels', () => {
  it('keep the order of the keys however keys come, one by one, at the end, in runs', () => {
    const random = seeded(3)
    const store = inMemory()
    const model = new Set<string>()
    const addOne = (keys: readonly string[]): void => {
      const fresh = keys.filter((key) => !model.has(key)).sort(compareKeys)
      for (const key of fresh) model.add(key)
      const changes = fresh.map((key): Change => ({
        ...ref,
        key,
        latest: entryOf(key),
        versions: { kind: 'added', count: 1 },
      }))
      applyChanges(store, { changes })
    }
    for (let index = 0; index < 150; index++) addOne([`m${String(index).padStart(5, '0')}`])
    for (let index = 150; index > 0; index--) addOne([`a${String(index).padStart(5, '0')}`])
    for (let index = 0; index < 300; index++)
      addOne([`m00100${'x'.repeat(1 + (index % 40))}${random.below(1000)}`])
    for (let index = 0; index < 20; index++)
      addOne(Array.from({ length: 100 }, () => `b${random.below(100_000)}`))
    expectOrder(store, model)
    expect(
      folderAt(store.database, { prefix: '', moment: { atMs: 10 }, deleted: false, after: null, limit: 5000 })
        .children,
    ).toHaveLength(model.size)
  })

  it('leave room between parts that are read at the same time', () => {
    const store = inMemory()
    write(store, () => cutWithRoom(store.database, ['d', 'h', 'm', 't'].map(encodeKey)))
    expect(piecesOf(store.database, whole)).toHaveLength(5)
    const model = new Set<string>()
    for (let round = 0; round < 40; round++) {
      for (const letter of ['t', 'a', 'm', 'd', 'h']) {
        const key = `${letter}${String(round).padStart(3, '0')}`
        model.add(key)
        const at = encodeKey(key)
        const before = round === 0 ? (letter === 'a' ? encodeKey('') : encodeKey(letter)) : justAfter(encodeKey(`${letter}${String(round - 1).padStart(3, '0')}`)) // prettier-ignore
        writeRange(store, { from: before, to: justAfter(at), reading, histories: [{ key, entries: [entryOf(key)] }], leave: [] }) // prettier-ignore
      }
    }
    expectOrder(store, model)
    write(store, () => cover(store.database, whole, reading))
    expect(piecesOf(store.database, whole)).toMatchObject([reading])
  })

  function expectOrder({ database }: IndexStore, model: ReadonlySet<string>): void {
    const { low, high } = labelsUnder(database, '')
    expect(low).toBeGreaterThan(0)
    expect(high).toBeGreaterThan(low)
    const { children } = folderAt(database, {
      prefix: '',
      moment: { atMs: 10 },
      deleted: false,
      after: null,
      limit: 10_000,
    })
    expect(children.map(({ key }) => key)).toEqual([...model].sort(compareKeys))
  }
})

const ref = { connectionId: 'c', bucket: 'b' }

const entryOf = (key: string): VersionEntry => ({
  key,
  versionId: 'v1',
  isMarker: false,
  isLatest: true,
  modifiedMs: 1,
  sizeBytes: 1,
  etag: null,
  storageClass: null,
  owner: null,
})

describe('our own changes', () => {
  it('leave the index as the bucket is', () => {
    const write = fc.record({ key: fc.constantFrom('a', 'b/c', 'b/d', 'e/'), kind: fc.constantFrom('put', 'delete', 'destroy'), suspended: fc.boolean() }) // prettier-ignore
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
        const store = inMemory()
        writeRange(store, { ...whole, reading, histories: [], leave: [] })
        const bucket = new ModelBucket()
        for (const [at, { key, kind, suspended }] of writes.entries()) {
          const [newest] = bucket.history(key).entries
          bucket.state = suspended ? 'suspended' : 'enabled'
          if (kind === 'destroy' && newest) bucket.destroy(key, newest.versionId)
          else if (kind === 'put') bucket.put(key, at * 1000)
          else bucket.delete(key, at * 1000)
          applyChanges(store, { changes: [changeOf(bucket, key)] })
        }
        const histories = bucket.histories()
        for (const history of histories)
          expect(keyHistory(store.database, { key: history.key, after: null, limit: 99 }).entries).toEqual(history.entries) // prettier-ignore
        expect(totalsOf(store.database, { prefix: '' })).toEqual(sumsUnder(histories, ''))
        const moment = { atMs: 12_000 }
        const { children } = folderAt(store.database, {
          prefix: '',
          moment,
          deleted: false,
          after: null,
          limit: 99,
        })
        expect(children.map(({ key }) => key)).toEqual(childrenAt(histories, '', { ...moment, before: null }).map(({ key }) => key)) // prettier-ignore
      }),
      { numRuns: runs },
    )
  })

  it('that tell too little make the key unread, and only the key', () => {
    const store = inMemory()
    writeRange(store, { ...whole, reading, histories: [], leave: [] })
    const change: Change = { ...ref, key: 'a/b', latest: entryOf('a/b'), versions: { kind: 'unknown' } }
    expect(applyChanges(store, { changes: [change] })).toEqual(['a/b'])
    const unread = piecesOf(store.database, whole).filter(({ readMs }) => readMs === null)
    expect(unread.map(({ from, to }) => [decodeKey(from), decodeKey(to)])).toEqual([['a/b', 'a/b\0']])
  })

  it('are not undone by a listing that was asked for before them', () => {
    const store = inMemory()
    applyChanges(store, {
      changes: [{ ...ref, key: 'a', latest: entryOf('a'), versions: { kind: 'counted', count: 1 } }],
    })
    writeRange(store, { ...whole, reading, histories: [{ key: 'b', entries: [entryOf('b')] }], leave: ['a'] })
    expect(totalsOf(store.database, { prefix: '' }).currentCount).toBe(2)
  })

  function changeOf(bucket: ModelBucket, key: string): Change {
    const { entries } = bucket.history(key)
    const count = entries.filter(({ isMarker }) => !isMarker).length
    return { ...ref, key, latest: entries[0] ?? 'nothing', versions: { kind: 'counted', count } }
  }
})

describe('cells', () => {
  it('say what the entries say, also after re-readings and changes', () => {
    fc.assert(
      fc.property(someHistories(20), someHistories(20), (before, after) => {
        const store = inMemory()
        writeRange(store, { ...whole, reading, histories: before, leave: [] })
        const { database } = store
        const root = { id: folderId(database, '') ?? 0, parent: 0, name: encodeKey('') }
        write(store, () => fillCells(database, root, labelsUnder(database, '')))
        store.folders.clear()
        expectEvents(store, before)
        writeRange(store, { ...whole, reading: { pass: 2, readMs: 6 }, histories: after, leave: [] })
        expectEvents(store, after)
      }),
      { numRuns: runs },
    )
  })

  function expectEvents({ database }: IndexStore, histories: readonly KeyHistory[]): void {
    const events = eventsUnder(histories, '')
    const toMs = 3_600_000
    for (const bins of [1, 7, 60]) {
      const found = histogram(database, { prefix: '', fromMs: 0, toMs, bins })
      expect(found.bins).toEqual(binsOf(events, found.stepMs, 0, toMs))
    }
    const all = bursts(database, { prefix: '', gapMinutes: 2, beforeMs: null, limit: 1000 })
    expect(all.bursts).toEqual(burstsOf(events, 2))
  }
})

describe('a full disk', () => {
  it('is told in words and loses nothing that was written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'strata-index-'))
    const database = openDatabase(join(folder, 'x.sqlite'), indexMigrations)
    const store = openIndexStore(database)
    const histories = (from: number) => Array.from({ length: 500 }, (_, at) => `k${String(from + at).padStart(9, '0')}`).map((key) => ({ key, entries: [entryOf(key)] })) // prettier-ignore
    const part = (from: number) => writeRange(store, { from: encodeKey(`k${String(from).padStart(9, '0')}`), to: encodeKey(`k${String(from + 500).padStart(9, '0')}`), reading, histories: histories(from), leave: [] }) // prettier-ignore
    part(0)
    database.run('PRAGMA max_page_count = 60')
    let failure: unknown = null
    let written = 500
    try {
      for (; written < 100_000; written += 500) part(written)
    } catch (error) {
      failure = indexFailure(error)
    }
    expect(failure).toMatchObject({ failure: { reason: 'disk-full' } })
    expect(totalsOf(database, { prefix: '' }).currentCount).toBe(written)
    database.get(z.object({ max_page_count: z.number() }), 'PRAGMA max_page_count = 100000')
    part(written)
    expect(totalsOf(database, { prefix: '' }).currentCount).toBe(written + 500)
    while (maintain(store));
    database.close()
    rmSync(folder, { recursive: true })
  })
})

describe('places between keys', () => {
  it('lie between them', () => {
    fc.assert(
      fc.property(
        anyText.map((text) => text.toWellFormed()),
        anyText.map((text) => text.toWellFormed()),
        (a, b) => {
          const [low, high] = compareKeys(a, b) < 0 ? [a, b] : [b, a]
          for (const bound of [high, null]) {
            const text = textBetween(low, bound)
            if (text === null) continue
            expect(compareKeys(text, low)).toBeGreaterThan(0)
            if (bound !== null) expect(compareKeys(text, bound)).toBeLessThan(0)
          }
          const before = markerBefore(high)
          if (before !== null) expect(compareKeys(before, high)).toBeLessThan(0)
        },
      ),
    )
  })

  it('are found in a flat folder of numbered files with few questions', async () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `incoming/file-${String(index).padStart(7, '0')}`)
    let questions = 0
    const { key } = await midKey('incoming/file-0000999', null, async (text) => {
      questions += 1
      return keys.find((each) => compareKeys(each, text) > 0) ?? null
    })
    expect(keys.indexOf(key ?? '')).toBeGreaterThan(1000)
    expect(questions).toBeLessThan(16)
  })
})
