import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { historiesOf, type Instant, type KeyHistory } from '../../shared/history.ts'
import type { Moment } from '../../shared/model/moment.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { everything as anything } from '../../shared/model/search.ts'
import { bucketWith, deleted, type Histories } from '../support/bucketWith.ts'
import { pastFolder, shortChildren, shortRows } from '../support/pastFolder.ts'
import { everything, randomHistories, viewOf } from '../support/planCases.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { seeded, type Random } from '../support/random.ts'
import { draftFor, failureOf, onBothServers, type Bench, type Strata } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const prefixes = ['', 'b/', 'b/c/', 'nothing/']

/** A moment and the instant it means: a time, or just before an entry. */
function momentIn(histories: readonly KeyHistory[], random: Random): { at: Moment; instant: Instant } {
  const { key, entries } = random.pick(histories)
  const { versionId, modifiedMs } = random.pick(entries)
  if (random.below(2) === 0) {
    const before = { key, versionId }
    return { at: { before }, instant: { atMs: modifiedMs, before } }
  }
  const atMs = modifiedMs + random.below(3) - 1
  return { at: { atMs }, instant: { atMs, before: null } }
}

async function indexState({ api }: Strata, ref: BucketRef): Promise<IndexState> {
  for await (const state of await api.index.watch(ref)) return state
  throw new Error('the index is not watched any more')
}

/** Waits until it has read everything; asks anew each time, since a stream tells five states a second at most. */
async function completeIndex(strata: Strata, ref: BucketRef): Promise<IndexState> {
  await expect
    .poll(async () => (await indexState(strata, ref)).phase, { interval: 10, timeout: 20_000 })
    .toBe('complete')
  return indexState(strata, ref)
}

async function historiesIn({ server }: Bench, bucket: string): Promise<readonly KeyHistory[]> {
  const s3 = s3ServerFor(server)
  try {
    return historiesOf(await everything(s3, bucket))
  } finally {
    s3.close()
  }
}

/** Writes and deletes while versioning is suspended: each takes the place of the one before. */
async function writeNulls(
  server: TestServer,
  bucket: string,
  { keys, random }: { readonly keys: readonly string[]; readonly random: Random },
): Promise<void> {
  const client = clientFor(server)
  try {
    for (let step = 0; step < keys.length; step++) {
      const place = { Bucket: bucket, Key: random.pick(keys) }
      if (random.below(3) === 0) await client.send(new DeleteObjectCommand(place))
      else await client.send(new PutObjectCommand({ ...place, Body: `null ${step}` }))
    }
  } finally {
    client.destroy()
  }
}

/** Some random folders at some random moments are as the histories say. */
async function expectPast(
  { strata }: Bench,
  ref: BucketRef,
  histories: readonly KeyHistory[],
  { random, times }: { readonly random: Random; readonly times: number },
): Promise<ReadonlySet<string>> {
  const sources = new Set<string>()
  for (let turn = 0; turn < times; turn++) {
    const { at, instant } = momentIn(histories, random)
    const prefix = random.pick(prefixes)
    const deleted = random.below(2) === 0
    const { state, rows } = await pastFolder(strata, { ...ref, prefix, at, deleted })
    expect(state.live.failure).toBeNull()
    expect(state.past?.coverage.complete).toBe(true)
    expect(shortRows(rows), JSON.stringify({ prefix, at, deleted })).toEqual(
      shortChildren(histories, prefix, instant, deleted),
    )
    sources.add(state.past?.source ?? 'none')
  }
  return sources
}

onBothServers('the past', (bench) => {
  it('of any folder at any moment is what the histories say: without an index, while it fills, with it', async () => {
    const { strata, server, connectionId } = bench()
    const random = seeded(11)
    const written = randomHistories(random)
    const { bucket } = await bucketWith(server, written)
    const ref = { connectionId, bucket }
    await strata.api.buckets.setVersioning({ ...ref, state: 'suspended' })
    await writeNulls(server, bucket, { keys: [...Object.keys(written), 'b/new'], random })
    const histories = await historiesIn(bench(), bucket)
    expect(histories.some(({ entries }) => entries.some(({ versionId }) => versionId === 'null'))).toBe(true)
    const look = (times: number) => expectPast(bench(), ref, histories, { random, times })
    await strata.api.index.remove(ref)
    expect(await look(6)).toEqual(new Set(['server']))
    await strata.api.index.start(ref)
    expect(await look(4)).toEqual(new Set(['index']))
    await completeIndex(strata, ref)
    expect(await look(20)).toEqual(new Set(['index']))
    await strata.api.index.pause(ref)
    expect(await look(2)).toEqual(new Set(['index']))
  })

  it('is read by itself where somebody opens a bucket that keeps versions, unless it was paused or removed', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server, { 'a/x': ['1', '2', deleted], b: ['1'] })
    const ref = { connectionId, bucket }
    expect(await indexState(strata, ref)).toMatchObject({ exists: false, choice: 'automatic' })
    const now = { ...ref, prefix: '', at: null, deleted: false }
    const opened = await strata.api.listings.open({ ...now, order: { by: 'name', direction: 'ascending' } })
    await opened.next()
    const { sums, fileBytes } = await completeIndex(strata, ref)
    await opened.return()
    expect(sums).toMatchObject({ currentCount: 1, noncurrentCount: 2, markerCount: 1, deletedCount: 1 })
    expect(fileBytes).toBeGreaterThan(0)
    await strata.api.index.remove(ref)
    expect(await indexState(strata, ref)).toMatchObject({ exists: false, choice: 'removed' })
    await pastFolder(strata, now)
    await pause(100)
    expect(await indexState(strata, ref)).toMatchObject({ exists: false, choice: 'removed' })
    expect(await failureOf(strata.api.time.span({ ...ref, prefix: '' }))).toMatchObject({
      reason: 'no-index',
    })
    await strata.api.index.start(ref)
    expect((await completeIndex(strata, ref)).sums).toEqual(sums)
  })

  it('of a paused index is told from what it has, else read without it; a changed connection begins anew', async () => {
    const { strata, server } = bench()
    const connectionId = await strata.connect(server)
    const { bucket } = await bucketWith(server, { 'a/x': ['1', '2'], 'b/y': ['1', deleted] })
    const ref = { connectionId, bucket }
    await strata.api.index.pause(ref)
    const past = { ...ref, prefix: 'a/', at: { atMs: Date.now() + 3_600_000 }, deleted: false }
    expect((await pastFolder(strata, past)).state.past?.source).toBe('server')
    await strata.api.index.start(ref)
    await completeIndex(strata, ref)
    await strata.api.index.pause(ref)
    expect((await pastFolder(strata, past)).state.past?.source).toBe('index')
    expect(await indexState(strata, ref)).toMatchObject({ choice: 'paused', complete: true })
    await strata.api.index.start(ref)
    await strata.api.connections.save(draftFor(server, { id: connectionId, name: 'renamed' }))
    await strata.api.index.refresh(ref)
    expect((await completeIndex(strata, ref)).sums).toMatchObject({ currentCount: 1, deletedCount: 1 })
    await strata.api.connections.forget({ connectionId })
    await expect.poll(() => indexState(strata, ref)).toMatchObject({ exists: false, choice: 'automatic' })
  })

  it('is not indexed by itself in a bucket without versions', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server, { a: ['1'] }, { versioning: 'never' })
    const ref = { connectionId, bucket }
    await pastFolder(strata, { ...ref, prefix: '', at: null, deleted: false })
    await pause(100)
    expect(await indexState(strata, ref)).toMatchObject({ exists: false, choice: 'automatic' })
    const { rows, state } = await pastFolder(strata, {
      ...ref,
      prefix: '',
      at: { atMs: Date.now() + 9e6 },
      deleted: false,
    })
    expect([rows.map(({ key }) => key), state.past?.source]).toEqual([['a'], 'server'])
  })

  it('knows what we write at once, also in a folder of the past that is open, and in search', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server, { 'docs/plan.txt': ['1', '22'], 'docs/note.md': ['1'] })
    const ref = { connectionId, bucket }
    await strata.api.index.start(ref)
    await completeIndex(strata, ref)
    const future = { atMs: Date.now() + 3_600_000 }
    const order = { by: 'name', direction: 'ascending' } as const
    const open = { ...ref, prefix: 'docs/', at: future, deleted: true, order }
    const stream = await strata.api.listings.open(open)
    const reached = async (deletedCount: number): Promise<void> => {
      for (;;) {
        const { value, done } = await stream.next()
        if (done) throw new Error('the listing ended')
        if (value.live.complete && value.deletedCount === deletedCount) return
      }
    }
    await reached(0)
    await strata.api.objects.delete({ ...ref, key: 'docs/plan.txt', mayDestroy: false })
    await reached(1)
    await stream.return()
    const query = { ...anything, words: ['PLAN'], which: 'deleted' as const }
    const page = { ...ref, prefix: '', query, after: null, limit: 10 }
    const { rows, searched } = await strata.api.search.page({ ...page, from: 'index' })
    expect(searched).toMatchObject({ kind: 'index', coverage: { complete: true } })
    expect(rows).toMatchObject([{ key: 'docs/plan.txt', deleted: true, sizeBytes: 2, versionCount: 2 }])
    const { files } = await strata.api.time.recentlyDeleted({ ...ref, prefix: '', after: null, limit: 10 })
    expect(files).toMatchObject([{ key: 'docs/plan.txt', lastVersion: { versionId: rows[0]?.versionId } }])
  })

  it('is told by span, bins, bursts and their items; what lies where by folder, class and key', async () => {
    const { strata, server, connectionId } = bench()
    const histories: Histories = {
      'a/b/x': ['1', '22', deleted],
      'a/b/y': ['333'],
      'a/z': ['1', '2', '3', '4'],
    }
    const { bucket } = await bucketWith(server, histories)
    const ref = { connectionId, bucket, prefix: '' }
    await strata.api.index.start(ref)
    await completeIndex(strata, ref)
    const { time, usage } = strata.api
    const { firstMs, lastMs, coverage } = await time.span(ref)
    expect(coverage.complete).toBe(true)
    if (firstMs === null || lastMs === null) throw new Error('nothing happened')
    const { bins } = await time.histogram({ ...ref, fromMs: firstMs, toMs: lastMs, bins: 100 })
    const sum = (of: 'added' | 'replaced' | 'deleted') => bins.reduce((all, bin) => all + bin[of], 0)
    expect([sum('added'), sum('replaced'), sum('deleted')]).toEqual([3, 4, 1])
    const { bursts } = await time.bursts({ ...ref, gapMinutes: 5, beforeMs: null, limit: 10 })
    expect(bursts).toMatchObject([
      { fromMs: firstMs, toMs: lastMs, added: 3, replaced: 4, deleted: 1, folder: 'a/' },
    ])
    const page = await time.burstItems({ ...ref, fromMs: firstMs, toMs: lastMs, after: null, limit: 100 })
    expect([page.items.length, page.next]).toEqual([8, null])
    const before = await pastFolder(strata, { ...ref, at: { atMs: firstMs - 1 }, deleted: true })
    expect(before.rows).toEqual([])
    const { sizes } = await time.sizes({ ...ref, prefixes: ['a/', 'a/b/'], at: { atMs: lastMs } })
    expect(sizes).toMatchObject([
      { count: 2, bytes: 4 },
      { count: 1, bytes: 3 },
    ])
    const now = await time.sizes({ ...ref, prefixes: ['', 'a/b/'], at: null })
    expect(now.sizes).toMatchObject([
      { count: 2, bytes: 4 },
      { count: 1, bytes: 3 },
    ])
    const slices = [
      { fromMs: 0, toMs: firstMs },
      { fromMs: firstMs, toMs: lastMs + 1 },
    ]
    const { written } = await usage.written({ ...ref, prefixes: ['a/', 'a/b/'], slices })
    expect(written).toEqual([
      [0, 10],
      [0, 6],
    ])
    const inA = { currentCount: 2, currentBytes: 4, noncurrentCount: 5, noncurrentBytes: 6, markerCount: 1 }
    expect((await usage.totals(ref)).sums).toMatchObject(inA)
    const { folders } = await usage.folders({ ...ref, after: null, limit: 10 })
    expect(folders).toMatchObject([{ prefix: 'a/', sums: inA }])
    const { storageClass: _, ...inStandard } = (await usage.classes(ref)).classes[0] ?? { storageClass: '' }
    expect(inStandard).toEqual({ currentCount: 2, currentBytes: 4, noncurrentCount: 5, noncurrentBytes: 6 })
    const { keys } = await usage.mostVersions({ ...ref, limit: 1 })
    expect(keys).toEqual([{ key: 'a/z', entryCount: 4, bytes: 4 }])
  })

  it('can be undone from there: a rewind to a moment makes the bucket what it was then', async () => {
    const { strata, server, connectionId } = bench()
    const random = seeded(5)
    const { bucket } = await bucketWith(server, randomHistories(random))
    const ref = { connectionId, bucket }
    await strata.api.index.start(ref)
    await completeIndex(strata, ref)
    const s3 = s3ServerFor(server)
    const before = await everything(s3, bucket)
    const { atMs } = momentIn(historiesOf(before), random).instant
    const scope = { keys: [], prefixes: [''] }
    const { planId } = await strata.api.plans.draft({ ...ref, kind: 'rewind', scope, moment: { atMs } })
    await strata.services.plans.drafted(planId)
    await strata.api.plans.run({ planId, mayDestroy: false })
    expect((await strata.services.plans.finished(planId)).state).toBe('done')
    const entries = await everything(s3, bucket)
    s3.close()
    expect(viewOf(entries)).toEqual(viewOf(before, atMs))
    // The index has it, too, without another reading.
    const after = historiesOf(entries)
    const lastMs = Math.max(...entries.map(({ modifiedMs }) => modifiedMs))
    const instant = { atMs: lastMs, before: null }
    for (const prefix of prefixes) {
      const past = { ...ref, prefix, at: { atMs: lastMs }, deleted: true }
      const wanted = shortChildren(after, prefix, instant, true)
      await expect.poll(async () => shortRows((await pastFolder(strata, past)).rows)).toEqual(wanted)
    }
  })

  it('is searched: deleted files and old versions with an index, live files without, and it says what was looked at', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket, versionIds } = await bucketWith(server, {
      'in/Report 2024.pdf': ['long ago', 'x'],
      'in/report.txt': ['1', deleted],
      'out/report.pdf': ['1'],
      other: ['1'],
    })
    const ref = { connectionId, bucket, prefix: '' }
    const find = async (query: Partial<typeof anything>, from: 'index' | 'listing' = 'index') => {
      const page = { ...ref, from, query: { ...anything, ...query }, after: null, limit: 10 }
      const { rows, searched } = await strata.api.search.page(page)
      return {
        kind: searched.kind,
        found: rows.map(({ key, deleted: gone }) => (gone ? `${key} -` : key)),
        rows,
      }
    }
    const live = ['in/Report 2024.pdf', 'out/report.pdf']
    expect(await find({ words: ['report'] })).toMatchObject({ kind: 'listing', found: live })
    const failure = await failureOf(find({ which: 'deleted' }))
    expect(failure).toMatchObject({ code: 'not-found', reason: 'no-index' })
    await strata.api.index.start(ref)
    await completeIndex(strata, ref)
    const all = { kind: 'index', found: ['in/Report 2024.pdf', 'in/report.txt -', 'out/report.pdf'] }
    expect(await find({ words: ['report'] })).toMatchObject(all)
    expect(await find({ glob: '*.pdf' })).toMatchObject({ kind: 'index', found: live })
    expect(await find({ extensions: ['txt'] })).toMatchObject({ found: ['in/report.txt -'] })
    const old = await find({ glob: 'in/*', minBytes: 5, oldVersions: true })
    expect(old.rows).toMatchObject([{ versionId: versionIds['in/Report 2024.pdf']?.[0], sizeBytes: 8 }])
    expect(await find({ words: ['report'] }, 'listing')).toMatchObject({ kind: 'listing', found: live })
  })

  it('is searched page by page, from the index as from the listing', async () => {
    const { strata, server, connectionId } = bench()
    const names = Array.from({ length: 23 }, (_, at) => `f${String(at).padStart(2, '0')}`)
    const { bucket } = await bucketWith(server, Object.fromEntries(names.map((name) => [name, ['1']])))
    const ref = { connectionId, bucket, prefix: '' }
    await strata.api.index.start(ref)
    await completeIndex(strata, ref)
    for (const from of ['index', 'listing'] as const) {
      const found: string[] = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof strata.api.search.page>> = await strata.api.search.page({
          ...ref,
          from,
          query: { ...anything, words: ['f'] },
          after,
          limit: 5,
        })
        found.push(...page.rows.map(({ key }) => key))
        after = page.next
      } while (after !== null)
      expect(found).toEqual(names)
    }
  })
})
