import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexFile } from '../../../electron/index/indexDatabase.ts'
import { Indexer } from '../../../electron/index/indexer.ts'
import type { BucketIndex } from '../../../electron/index/bucketIndex.ts'
import type { S3Server } from '../../../electron/s3/server.ts'
import { oddKeys } from '../../support/oddKeys.ts'
import { runKilled } from '../../support/killedProcess.ts'
import { seeded } from '../../support/random.ts'
import { startStore, type TestStore } from '../../support/localStore.ts'
import { clientFor } from '../../support/testServer.ts'
import { eventsUnder, sumsUnder, summed, childrenAt } from './naiveIndex.ts'
import { listedHistories, openTestIndexes, writeStore, type StoreWrite } from './testIndex.ts'
import type { IndexJob } from '../../support/indexHost.ts'
import { s3ServerFor } from '../../support/s3ServerFor.ts'

const startMs = Date.UTC(2026, 0, 1)
const mostKills = process.env['STRATA_LONG'] === 'yes' ? 60 : 3
const limits = { readers: 4, requestsPerSecond: 1000 }

function* someWrites(): Iterable<StoreWrite> {
  const random = seeded(5)
  for (let index = 0; index < 12_000; index++) {
    const atMs = startMs + index * 1000
    const number = random.below(4000)
    const key =
      number < 1500
        ? `flat/file-${String(number).padStart(6, '0')}`
        : number < 3500
          ? `deep/${number % 7}/${number % 50}/file ${number}.txt`
          : `one-${number}`
    yield { key, atMs, sizeBytes: random.below(4) === 0 ? null : random.below(10_000) }
  }
  for (const [index, key] of oddKeys.entries())
    yield { key, atMs: startMs + index * 60_000, sizeBytes: index }
  for (let index = 0; index < 2500; index++)
    yield { key: 'flat/many', atMs: startMs + index, sizeBytes: index }
}

let folder = ''
let store: TestStore
let server: S3Server
const tests = openTestIndexes()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-store-'))
  await writeStore(folder, 'bucket', someWrites())
  store = await startStore({ folder })
  server = s3ServerFor(store)
})

afterAll(async () => {
  server.close()
  await store.stop()
  await tests.close()
  rmSync(folder, { recursive: true })
})

/** Answers with how it ended by itself; null where it was killed so long after it began to read. */
async function runIndexer(job: IndexJob, killAfterMs: number | null): Promise<number | null> {
  const script = fileURLToPath(new URL('../../support/indexHost.ts', import.meta.url))
  const { exitCode, complaint } = await runKilled({ script, job, killAfterMs })
  expect(complaint).toBe('')
  return exitCode
}

async function expectWhole(index: BucketIndex): Promise<void> {
  const histories = await listedHistories(server, 'bucket')
  const state = await index.state()
  expect(state).toMatchObject({ complete: true, sums: sumsUnder(histories, '') })
  const random = seeded(1)
  for (const history of [
    ...histories.slice(0, 50),
    ...Array.from({ length: 100 }, () => random.pick(histories)),
  ]) {
    const { entries } = await index.ask('keyHistory', { key: history.key, after: null, limit: 5000 })
    expect(entries).toEqual(history.entries)
  }
  const atMs = startMs + 6_000_000
  const { children } = await index.ask('folderAt', {
    prefix: 'deep/3/',
    moment: { atMs },
    deleted: false,
    after: null,
    limit: 5000,
  })
  expect(children.map(({ key }) => key)).toEqual(
    childrenAt(histories, 'deep/3/', { atMs, before: null }).map(({ key }) => key),
  )
  const span = { fromMs: startMs, toMs: Date.now() + 3_600_000 }
  const { bins } = await index.ask('histogram', { prefix: '', ...span, bins: 20 })
  const all = summed(eventsUnder(histories, ''))
  expect(bins.reduce((sum, { added }) => sum + added, 0)).toBe(all.added)
  expect(bins.reduce((sum, { deletedBytes }) => sum + deletedBytes, 0)).toBe(all.deletedBytes)
}

describe('the indexer', () => {
  it('reads a whole bucket by several readers, odd keys and a key over many pages included', async () => {
    const index = await tests.indexes.open({ connectionId: 'c', bucket: 'bucket' })
    const indexer = new Indexer({ index, server, bucket: 'bucket' }, undefined, limits)
    store.forgetRequests()
    await indexer.start()
    expect(indexer.progress).toMatchObject({ phase: 'complete', failure: null })
    await expectWhole(index)
  })

  it('goes on where it was after a kill, and asks for little again', async () => {
    const bucket = { connectionId: 'killed', bucket: 'bucket' }
    const index = await tests.indexes.open(bucket)
    const first = new Indexer(
      { index, server, bucket: 'bucket' },
      () => {
        if (first.progress.entriesRead > 7000) void first.pause()
      },
      limits,
    )
    await first.start()
    expect(first.progress.phase).toBe('paused')
    await tests.reopen()
    const again = await tests.indexes.open(bucket)
    expect((await again.state()).complete).toBe(false)
    const second = new Indexer({ index: again, server, bucket: 'bucket' }, undefined, limits)
    await second.start()
    expect(second.progress.phase).toBe('complete')
    const whole = (await listedHistories(server, 'bucket')).reduce(
      (sum, { entries }) => sum + entries.length,
      0,
    )
    expect(first.progress.entriesRead + second.progress.entriesRead).toBe(whole)
    await expectWhole(again)
  })

  it('that is killed again and again (kill -9) ends as one that was left alone', async () => {
    const random = seeded(9)
    await tests.indexes.close()
    const { endpoint, accessKeyId, secretAccessKey } = store
    const reached = { endpoint, accessKeyId, secretAccessKey }
    const job = { folder: tests.folder, bucket: 'bucket', server: reached }
    let kills = 0
    while (kills < mostKills && (await runIndexer(job, 20 + random.below(200))) === null) kills += 1
    expect(kills).toBeGreaterThan(0)
    expect(await runIndexer(job, null)).toBe(0)
    await tests.reopen()
    const index = await tests.indexes.open({ connectionId: 'killed often', bucket: 'bucket' })
    expect((await index.state()).rebuiltMs).toBeNull()
    await expectWhole(index)
  })

  it('reads the folder that somebody looks at first', async () => {
    const index = await tests.indexes.open({ connectionId: 'first', bucket: 'bucket' })
    const slow = { readers: 2, requestsPerSecond: 20 }
    const indexer = new Indexer({ index, server, bucket: 'bucket' }, undefined, slow)
    const whole = indexer.start()
    await indexer.readFirst('deep/3/', AbortSignal.timeout(20_000))
    expect((await index.state()).complete).toBe(false)
    expect(await index.ask('coverageOf', { prefix: 'deep/3/' })).toMatchObject({ complete: true })
    await indexer.pause()
    await whole
    expect(indexer.progress.phase).toBe('paused')
  })

  it('drops what is gone and adds what came when it refreshes', async () => {
    const index = await tests.indexes.open({ connectionId: 'fresh', bucket: 'bucket' })
    const indexer = new Indexer({ index, server, bucket: 'bucket' }, undefined, limits)
    await indexer.start()
    const client = clientFor(store)
    const Bucket = 'bucket'
    await client.send(new PutObjectCommand({ Bucket, Key: 'deep/3/new file', Body: 'new' }))
    await client.send(new PutObjectCommand({ Bucket, Key: 'flat/file-000001', Body: 'newer' }))
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'flat/file-000002' }))
    const gone = (await listedHistories(server, Bucket)).find(({ key }) => key.startsWith('deep/4/'))
    for (const { key: Key, versionId: VersionId } of gone?.entries ?? [])
      await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))
    client.destroy()
    await indexer.refresh()
    expect(indexer.progress.phase).toBe('complete')
    const { entries } = await index.ask('keyHistory', { key: gone?.key ?? '', after: null, limit: 9 })
    expect(entries).toEqual([])
    await expectWhole(index)
  })

  it('throws a damaged file away, says so, and reads again', async () => {
    const bucket = { connectionId: 'c', bucket: 'bucket' }
    await tests.reopen()
    await tests.indexes.close()
    for (const name of readdirSync(tests.folder)) {
      const file = join(tests.folder, name)
      expect(statSync(file).mode & 0o077).toBe(0)
      writeFileSync(file, Buffer.alloc(statSync(file).size, 'x'))
    }
    await tests.reopen()
    const index = await tests.indexes.open(bucket)
    const state = await index.state()
    expect(state.complete).toBe(false)
    expect(state.rebuiltMs).not.toBeNull()
    const indexer = new Indexer({ index, server, bucket: 'bucket' }, undefined, limits)
    await indexer.start()
    await expectWhole(index)
  })

  it('notices damage in the middle of a file, too, and goes on by itself', async () => {
    const bucket = { connectionId: 'holes', bucket: 'bucket' }
    const index = await tests.indexes.open(bucket)
    await new Indexer({ index, server, bucket: 'bucket' }, undefined, limits).start()
    await tests.indexes.close()
    const file = indexFile(tests.folder, bucket)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill('x', 8192))
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
    await tests.reopen()
    const again = await tests.indexes.open(bucket)
    const indexer = new Indexer({ index: again, server, bucket: 'bucket' }, undefined, limits)
    await indexer.start()
    expect(indexer.progress).toMatchObject({ phase: 'complete', failure: null })
    expect((await again.state()).rebuiltMs).not.toBeNull()
    await expectWhole(again)
  })

  it('enters what we write into the indexes there are, also when nobody has opened them yet', async () => {
    const bucket = { connectionId: 'ours', bucket: 'bucket' }
    const index = await tests.indexes.open(bucket)
    await new Indexer({ index, server, bucket: 'bucket' }, undefined, limits).start()
    const indexes = await tests.reopen()
    const latest = {
      key: 'deep/3/ours',
      versionId: 'v',
      isMarker: false,
      isLatest: true,
      modifiedMs: startMs,
      sizeBytes: 3,
      etag: null,
      storageClass: null,
      owner: null,
    }
    const change = { ...bucket, key: latest.key, latest, versions: { kind: 'unknown' as const } }
    const elsewhere = { ...change, connectionId: 'nobody' }
    expect(await indexes.applyChanges([change, elsewhere])).toEqual([{ ...bucket, keys: ['deep/3/ours'] }])
    const again = await indexes.open(bucket)
    const page = { after: null, limit: 9 }
    expect((await again.ask('keyHistory', { key: latest.key, ...page })).entries).toEqual([latest])
    store.forgetRequests()
    await new Indexer({ index: again, server, bucket: 'bucket' }, undefined, limits).start()
    expect(store.counts()).toEqual({ ListObjectVersions: 1 })
    expect((await again.ask('keyHistory', { key: latest.key, ...page })).entries).toEqual([])
    await expectWhole(again)
  })
})
