import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
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
  const { batchId } = await strata.api.transfers.copy({ ...from, scope, to })
  expect(await strata.finished(batchId)).toMatchObject({ state: 'done', doneCount: 1 })
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'copies/a.txt' }))
  expect(await Body?.transformToString()).toBe('ours')
})
