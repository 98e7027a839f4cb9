import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historiesOf, type KeyHistory } from '../../shared/history.ts'
import { isFilling, type InventoryFill } from '../../shared/model/inventory.ts'
import { everything as anything } from '../../shared/model/search.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { csvText, filesOf, publishInventory, shuffled, type Published } from '../support/inventory.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { oddKeys } from '../support/oddKeys.ts'
import { pastFolder, shortRows } from '../support/pastFolder.ts'
import { everything, randomHistories } from '../support/planCases.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { seeded, type Random } from '../support/random.ts'
import { failureOf, onBothServers, openStrata, type Bench, type Strata } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

async function first<State>(stream: AsyncIterable<State>): Promise<State> {
  for await (const state of stream) return state
  throw new Error('it is not watched any more')
}

async function finishedFill({ api }: Strata, ref: BucketRef): Promise<InventoryFill> {
  for await (const fill of await api.inventory.watch(ref)) {
    if (fill !== null && !isFilling(fill)) return fill
  }
  throw new Error('it is not watched any more')
}

const indexState = async ({ api }: Strata, ref: BucketRef): Promise<IndexState> =>
  first(await api.index.watch(ref))

/** Everything there is about a bucket's past: null versions, markers on markers, keys of all kinds. */
async function livedInBucket(server: TestServer, random: Random): Promise<string> {
  const { bucket } = await bucketWith(server, {}, { versioning: 'never' })
  const client = clientFor(server)
  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))
  try {
    for (const key of ['b/null', 'before', ...oddKeys.slice(0, 60)]) await put(key, `null of ${key}`)
  } finally {
    client.destroy()
  }
  return (await continueIn(server, bucket, random)).bucket
}

async function continueIn(server: TestServer, bucket: string, random: Random): Promise<{ bucket: string }> {
  const client = clientFor(server)
  const { PutBucketVersioningCommand } = await import('@aws-sdk/client-s3')
  const versioning = (Status: 'Enabled' | 'Suspended') =>
    client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }))
  const keys = [
    ...Object.keys(randomHistories(random)),
    'b/null',
    'a b+c%',
    '👍',
    'a\rb',
    '\u0001',
    ...oddKeys,
  ]
  const write = async (count: number): Promise<void> => {
    for (let step = 0; step < count; step++) {
      const place = { Bucket: bucket, Key: random.pick(keys) }
      if (random.below(3) === 0) await client.send(new DeleteObjectCommand(place))
      else await client.send(new PutObjectCommand({ ...place, Body: 'x'.repeat(random.below(2000)) }))
    }
  }
  try {
    await versioning('Enabled')
    await write(350)
    await versioning('Suspended')
    await write(80)
    await versioning('Enabled')
    await write(80)
  } finally {
    client.destroy()
  }
  return { bucket }
}

async function historiesIn(server: TestServer, bucket: string): Promise<readonly KeyHistory[]> {
  const s3 = s3ServerFor(server)
  try {
    return historiesOf(await everything(s3, bucket))
  } finally {
    s3.close()
  }
}

/** All that an index is asked, but for how old it is. */
async function answersOf(strata: Strata, ref: BucketRef, moments: readonly number[]) {
  const { api } = strata
  const place = { ...ref, prefix: '' }
  const query = { ...anything, oldVersions: true }
  const page = { after: null, limit: 1000 }
  const past = []
  for (const atMs of moments) {
    for (const prefix of ['', 'b/', 'a/']) {
      const { rows, state } = await pastFolder(strata, { ...ref, prefix, at: { atMs }, deleted: true })
      expect(state.past?.source).toBe('index')
      past.push(shortRows(rows))
    }
  }
  const found = []
  for (let after: string | null = null, isOver = false; !isOver; isOver = after === null) {
    // A page ends with its time, too.
    const { rows, next } = await api.search.page({ ...place, query, from: 'index', after, limit: 1000 })
    found.push(...rows)
    after = next
  }
  return {
    past,
    found: found.map(({ key, versionId, versionCount, sizeBytes }) => [
      key,
      versionId,
      versionCount,
      sizeBytes,
    ]),
    sums: (await api.usage.totals(place)).sums,
    folders: (await api.usage.folders({ ...place, ...page })).folders,
    classes: (await api.usage.classes(place)).classes,
    crowded: (await api.usage.mostVersions({ ...place, limit: 100 })).keys,
    bursts: (await api.time.bursts({ ...place, gapMinutes: 1, beforeMs: null, limit: 50 })).bursts,
    // An inventory knows people by their ids only.
    deleted: (await api.time.recentlyDeleted({ ...place, ...page })).files.map(
      ({ lastVersion, ...file }) => ({
        ...file,
        lastVersion: lastVersion && { ...lastVersion, owner: lastVersion.owner?.id },
      }),
    ),
  }
}

async function listedIndex({ strata, server }: Bench, bucket: string): Promise<BucketRef> {
  const ref = { connectionId: await strata.connect(server, { name: 'lists' }), bucket }
  await strata.api.index.start(ref)
  await expect.poll(async () => (await indexState(strata, ref)).phase, { timeout: 30_000 }).toBe('complete')
  return ref
}

const isLong = process.env['STRATA_LONG'] === 'yes'

onBothServers('an index filled from an inventory', (bench, name) => {
  const shortly = name === 'Ceph RGW' ? (['CSV'] as const) : (['Parquet'] as const)
  it.each(isLong ? (['CSV', 'Parquet'] as const) : shortly)(
    'answers what a listed one answers: %s',
    async (format) => {
      const { strata, server, connectionId } = bench()
      const random = seeded(format === 'CSV' ? 4 : 5)
      const bucket = await livedInBucket(server, random)
      const histories = await historiesIn(server, bucket)
      const rows = shuffled(histories.flatMap(({ entries }) => entries), random) // prettier-ignore
      expect(rows.some(({ versionId }) => versionId === 'null')).toBe(true)
      const files = filesOf(format, bucket, rows, 3)
      const reports = `${bucket}-reports`
      const manifestKey = await publishInventory(server, reports, {
        format,
        sourceBucket: bucket,
        files,
        createdMs: Date.now(),
      })
      const ref = { connectionId, bucket }
      const found = await strata.api.inventory.look({
        ...ref,
        from: connectionId,
        address: `s3://${reports}/`,
      })
      expect(found).toMatchObject({ format, fileCount: 3, manifest: { bucket: reports, key: manifestKey } })
      await strata.api.inventory.begin({ ...ref, manifest: found.manifest })
      const fill = await finishedFill(strata, ref)
      expect(fill).toMatchObject({
        phase: 'done',
        failure: null,
        rowsRead: rows.length,
        rowsWritten: rows.length,
      })
      expect(fill.settledCount).toBe(fill.uncertainCount)
      expect(await indexState(strata, ref)).toMatchObject({
        choice: 'inventory',
        complete: true,
        inventoryMs: found.createdMs,
        inventoryUnfinished: false,
        uncertainCount: 0,
      })
      const listed = await listedIndex(bench(), bucket)
      const moments = Array.from({ length: 8 }, () => random.pick(rows).modifiedMs - random.below(2))
      expect(await answersOf(strata, ref, moments)).toEqual(await answersOf(strata, listed, moments))
    },
    90_000,
  )
})

describe('filling an index from an inventory', () => {
  let store: TestStore
  let strata: Strata
  let connectionId = ''

  beforeAll(async () => {
    store = await startStore()
    strata = await openStrata()
    connectionId = await strata.connect(store)
  })
  afterAll(async () => {
    await strata.close()
    await store.stop()
  })

  type Made = { readonly ref: BucketRef; readonly histories: readonly KeyHistory[]; readonly reports: string }

  async function madeBucket(histories: Parameters<typeof bucketWith>[1]): Promise<Made> {
    const { bucket } = await bucketWith(store, histories)
    return {
      ref: { connectionId, bucket },
      histories: await historiesIn(store, bucket),
      reports: `${bucket}-reports`,
    }
  }

  const entriesUnder = ({ histories }: Made, prefix: string) =>
    histories.filter(({ key }) => key.startsWith(prefix)).flatMap(({ entries }) => entries)

  /** Publishes what is under a prefix, and begins. */
  async function filled(made: Made, prefix: string, change: Partial<Published> = {}): Promise<InventoryFill> {
    await begun(made, prefix, change)
    return finishedFill(strata, made.ref)
  }

  async function begun(made: Made, prefix: string, change: Partial<Published> = {}): Promise<void> {
    const { ref, reports } = made
    const entries = entriesUnder(made, prefix)
    const files = filesOf('CSV', ref.bucket, entries, 2)
    const usual = { format: 'CSV', sourceBucket: ref.bucket, files, createdMs: Date.now() }
    await publishInventory(store, reports, { ...usual, ...change })
    const { manifest } = await strata.api.inventory.look({ ...ref, from: connectionId, address: reports })
    await strata.api.inventory.begin({ ...ref, manifest })
  }

  const twoFolders = { 'a/1': ['x', 'yy'], 'a/2': ['zzz'], 'b/1': ['x'], 'b/2': ['x', 'x'] }

  it('covers no more than the inventory speaks for; the rest is read when somebody asks for it', async () => {
    const made = await madeBucket(twoFolders)
    expect(await filled(made, 'a/')).toMatchObject({ phase: 'done', onlyPrefix: 'a/' })
    const { ref } = made
    expect(await indexState(strata, ref)).toMatchObject({
      complete: false,
      choice: 'inventory',
      sums: { currentCount: 2 },
    })
    expect((await strata.api.usage.totals({ ...ref, prefix: 'a/' })).coverage.complete).toBe(true)
    await strata.api.index.start(ref)
    await expect.poll(async () => (await indexState(strata, ref)).sums.currentCount).toBe(4)
    await expect.poll(async () => (await indexState(strata, ref)).complete).toBe(true)
  })

  it('covers the whole bucket where all keys begin alike and nothing lies around them', async () => {
    const made = await madeBucket({ 'logs/1': ['x'], 'logs/2': ['x'] })
    expect(await filled(made, '')).toMatchObject({ phase: 'done', onlyPrefix: '' })
    expect(await indexState(strata, made.ref)).toMatchObject({ complete: true })
  })

  it('leaves the index alone where anything is wrong, and says what', async () => {
    const made = await madeBucket(twoFolders)
    const { ref } = made
    await strata.api.index.start(ref)
    await expect.poll(async () => (await indexState(strata, ref)).phase).toBe('complete')
    const { sums, oldestReadMs } = await indexState(strata, ref)
    const foreign = filesOf('CSV', 'other', entriesUnder(made, ''), 1)
    const createdMs = Date.now() + 1000
    const gone = { files: [{ key: 'nowhere.csv.gz', size: 1, MD5checksum: 'x' }] }
    const wrong = {
      files: [{ key: 'reports/source/all-versions/data/part-0.csv.gz', size: 1, MD5checksum: 'x' }],
    }
    const nothing = filesOf('CSV', ref.bucket, [], 1)
    for (const [reason, change] of [
      ['inventory-foreign-rows', { files: foreign }],
      ['inventory-file-gone', { manifest: gone }],
      ['inventory-damaged', { manifest: wrong }],
      ['inventory-empty', { files: nothing }],
    ] as const) {
      const fill = await filled(made, '', { createdMs, ...change })
      expect([fill.phase, fill.failure?.reason]).toEqual(['failed', reason])
    }
    expect(await indexState(strata, ref)).toMatchObject({ sums, oldestReadMs, complete: true, choice: 'automatic', inventoryUnfinished: false }) // prettier-ignore
    const address = `${made.reports}/reports/nothing/`
    const look = (address: string) =>
      failureOf(strata.api.inventory.look({ ...ref, from: connectionId, address }))
    expect((await look(address)).reason).toBe('inventory-none')
    expect((await look(`${made.reports}/x.json`)).reason).toBe('inventory-none')
  })

  it('is stopped at once, and begins anew', async () => {
    const made = await madeBucket({ 'a/1': ['x'], b: ['y'] })
    await begun(made, '')
    await strata.api.inventory.cancel(made.ref)
    const fill = await finishedFill(strata, made.ref)
    expect(['cancelled', 'done']).toContain(fill.phase)
    expect(await filled(made, '', { createdMs: Date.now() + 60_000 })).toMatchObject({
      phase: 'done',
      rowsRead: 2,
    })
  })

  it('that was broken off while it was written is told to be unfinished, answers on, and is filled anew', async () => {
    const made = await madeBucket({ a: ['x'], z: ['y'] })
    const { ref, reports } = made
    const [like] = entriesUnder(made, 'a')
    if (like === undefined) throw new Error('nothing is there')
    const entries = Array.from({ length: 30_000 }, (_, index) => ({ ...like, key: `${index % 7}/${index}` }))
    const change = { files: filesOf('CSV', ref.bucket, entries, 2) }
    await begun(made, '', change)
    for await (const fill of await strata.api.inventory.watch(ref)) if (fill?.phase === 'writing') break
    await strata.api.inventory.cancel(ref)
    expect((await finishedFill(strata, ref)).phase).toBe('cancelled')
    expect(await indexState(strata, ref)).toMatchObject({ inventoryUnfinished: true, complete: false, choice: 'inventory' }) // prettier-ignore
    await strata.api.usage.totals({ ...ref, prefix: '' })
    const { manifest } = await strata.api.inventory.look({ ...ref, from: connectionId, address: reports })
    await strata.api.inventory.begin({ ...ref, manifest })
    expect(await finishedFill(strata, ref)).toMatchObject({ phase: 'done', rowsWritten: 30_000 })
    expect(await indexState(strata, ref)).toMatchObject({ inventoryUnfinished: false, complete: true })
  }, 60_000)

  it('keeps what is read since, and what we write; folders are read anew when they are opened', async () => {
    const made = await madeBucket(twoFolders)
    const { ref } = made
    const createdMs = Date.now() - 5 * 3_600_000
    const old = (entries: ReturnType<typeof entriesUnder>) =>
      entries.map((entry) => ({ ...entry, modifiedMs: createdMs - 1000 * (entry.isLatest ? 1 : 2) }))
    const text = csvText(ref.bucket, old(entriesUnder(made, '')))
    const { gzipSync } = await import('node:zlib')
    await filled(made, '', { createdMs, files: [{ name: 'one.csv.gz', bytes: gzipSync(text) }] })
    expect(await indexState(strata, ref)).toMatchObject({ inventoryMs: createdMs, complete: true })
    const client = clientFor(store)
    await client.send(new PutObjectCommand({ Bucket: ref.bucket, Key: 'a/other tool', Body: 'x' }))
    client.destroy()
    store.forgetRequests()
    await pastFolder(strata, { ...ref, prefix: '', at: null, deleted: false })
    const totals = async () => (await strata.api.usage.totals({ ...ref, prefix: 'a/' })).sums.currentCount
    await pastFolder(strata, { ...ref, prefix: 'a/', at: null, deleted: false })
    await expect.poll(totals).toBe(3)
    expect(await indexState(strata, ref)).toMatchObject({ choice: 'inventory' })
  })
})
