import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { historiesOf, type KeyHistory } from '../../shared/history.ts'
import { isFilling, type InventoryFill } from '../../shared/model/inventory.ts'
import { everything as anything } from '../../shared/model/search.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { filesOf, publishInventory, shuffled } from '../support/inventory.ts'
import { oddKeys } from '../support/oddKeys.ts'
import { pastFolder, shortRows } from '../support/pastFolder.ts'
import { everything, randomHistories } from '../support/planCases.ts'
import { s3ServerFor } from '../support/planner.ts'
import { seeded, type Random } from '../support/random.ts'
import { onBothServers, type Bench, type Strata } from '../support/strata.ts'
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
  const found = await api.search.page({ ...place, query, from: 'index', ...page })
  return {
    past,
    found: found.rows.map(({ key, versionId, versionCount, sizeBytes }) => [
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

onBothServers('an index filled from an inventory', (bench) => {
  it.each(['CSV', 'Parquet'] as const)(
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
