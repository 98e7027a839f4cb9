import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ChangeFeed } from '../../../electron/changes/changes.ts'
import { Indexers, type IndexReport } from '../../../electron/index/indexers.ts'
import type { S3Server } from '../../../electron/s3/server.ts'
import { startStore, type TestStore } from '../../support/localStore.ts'
import { writeStore } from './testIndex.ts'
import { s3ServerFor } from '../../support/s3ServerFor.ts'

const folder = mkdtempSync(join(tmpdir(), 'strata-indexers-'))
const ref = { connectionId: 'c', bucket: 'bucket' }
const changes = new ChangeFeed()
let store: TestStore
let server: S3Server
let indexers: Indexers

beforeAll(async () => {
  const writes = Array.from({ length: 300 }, (_, index) => ({ key: `a/${index}`, atMs: index, sizeBytes: 1 }))
  await writeStore(join(folder, 'store'), 'bucket', writes)
  store = await startStore({ folder: join(folder, 'store') })
  server = s3ServerFor(store)
  indexers = new Indexers({ folder: join(folder, 'index'), server: async () => server, changes })
})

afterAll(async () => {
  await indexers.close()
  server.close()
  await store.stop()
  rmSync(folder, { recursive: true })
})

async function reportWhere(test: (report: IndexReport) => boolean): Promise<IndexReport> {
  for await (const report of indexers.watch(ref, AbortSignal.timeout(20_000))) if (test(report)) return report
  throw new Error('it never was so')
}

it('an index tells how complete and how big it is while it fills, to everyone who watches', async () => {
  const [first, second] = await Promise.all([indexers.open(ref), indexers.open(ref)])
  expect(first.indexer).toBe(second.indexer)
  const complete = reportWhere(({ state, progress }) => state.complete && progress.phase === 'complete')
  void first.indexer.start()
  const { state, fileBytes } = await complete
  expect(state.sums.currentCount).toBe(300)
  expect(fileBytes).toBeGreaterThan(0)
})

it('what we write is in the index at once, and read again where it told too little', async () => {
  const latest = {
    key: 'b',
    versionId: 'made up',
    isMarker: false,
    isLatest: true,
    modifiedMs: 5,
    sizeBytes: 7,
    etag: null,
    storageClass: null,
    owner: null,
  }
  changes.publish({ ...ref, key: 'b', latest, versions: { kind: 'counted', count: 1 } })
  await reportWhere(({ state }) => state.sums.currentCount === 301)
  changes.publish({ ...ref, key: 'b', latest, versions: { kind: 'unknown' } })
  await reportWhere(({ state }) => state.sums.currentCount === 300 && state.complete)
})

it('an index that was removed is gone, and begins anew when it is opened again', async () => {
  await indexers.remove(ref)
  const { index } = await indexers.open(ref)
  expect(await index.state()).toMatchObject({ complete: false, pass: 0 })
})
