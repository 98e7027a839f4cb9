import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { openStrata, type Strata } from '../support/strata.ts'
import { clientFor } from '../support/testServer.ts'

let here: TestStore
let there: TestStore
let strata: Strata

beforeAll(async () => {
  here = await startStore()
  there = await startStore()
  strata = await openStrata()
})
afterAll(async () => {
  await strata.close()
  await here.stop()
  await there.stop()
})

it('a copy to another server is no plan: its server must never be asked for a bucket that only has the same name', async () => {
  const { bucket } = await bucketWith(here, { 'a.txt': ['ours'] })
  const s3 = clientFor(there)
  await s3.send(new CreateBucketCommand({ Bucket: bucket }))
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'theirs' }))
  const from = { connectionId: await strata.connect(here), bucket }
  const to = { connectionId: await strata.connect(there), bucket, prefix: 'copies/' }
  const scope = { keys: ['a.txt'], prefixes: [] }
  for (const kind of ['copy', 'move'] as const) {
    const { planId } = await strata.api.plans.draft({ kind, ...from, scope, to })
    const plan = await strata.services.plans.drafted(planId)
    expect(plan).toMatchObject({ state: 'failed', failure: { code: 'unsupported', reason: 'other-server' } })
  }
  const { batchId } = await strata.api.transfers.copy({ ...from, scope, at: null, to })
  expect(await strata.finished(batchId)).toMatchObject({ state: 'done', doneCount: 1 })
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'copies/a.txt' }))
  expect(await Body?.transformToString()).toBe('ours')
})

it('what a folder held at a moment is copied to another server, each file by the version it had then', async () => {
  const { bucket, versionIds } = await bucketWith(here, {
    'in/gone.txt': ['was here', deleted],
    'in/kept.txt': ['then', 'now'],
    'in/later.txt': ['not yet'],
    'in/single.txt': ['alone', deleted],
  })
  const target = await bucketWith(there)
  const from = { connectionId: await strata.connect(here), bucket }
  const to = { connectionId: await strata.connect(there), bucket: target.bucket, prefix: 'then/' }
  const before = (key: string, version: number) => ({
    before: { key, versionId: versionIds[key]?.[version] ?? '' },
  })
  const s3 = clientFor(there)
  const textOf = async (key: string): Promise<string | undefined> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: target.bucket, Key: key }))
    return Body?.transformToString()
  }
  // All of it was written key by key: just before the second of kept.txt the third was not there yet.
  const folder = { scope: { keys: [], prefixes: ['in/'] }, at: before('in/kept.txt', 1) }
  const one = { scope: { keys: ['in/single.txt'], prefixes: [] }, at: before('in/single.txt', 1) }
  for (const wanted of [folder, one]) {
    const { batchId } = await strata.api.transfers.copy({ ...from, ...wanted, to })
    expect(await strata.finished(batchId)).toMatchObject({ state: 'done', failedCount: 0 })
  }
  expect(await textOf('then/in/kept.txt')).toBe('then')
  expect(await textOf('then/single.txt')).toBe('alone')
})

it('the folders in a folder are told page by page, its files only counted', async () => {
  const { bucket } = await bucketWith(here, {
    'a/x': ['1'],
    'b/c/y': ['1'],
    'b/z': ['1'],
    'gone/x': [deleted],
  })
  const place = { connectionId: await strata.connect(here), bucket }
  expect(await strata.api.listings.folders({ ...place, prefix: '', after: null })).toEqual({
    prefixes: ['a/', 'b/'],
    fileCount: 0,
    next: null,
  })
  expect(await strata.api.listings.folders({ ...place, prefix: 'b/', after: null })).toMatchObject({
    prefixes: ['b/c/'],
    fileCount: 1,
  })
})
