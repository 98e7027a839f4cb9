import { PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { openPlanner, type TestPlanner } from '../support/planner.ts'
import { dataIds, everything, viewOf } from '../support/planCases.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const ceph = inject('ceph')

/** Markers can't be removed by whom this policy meets: that is a right to delete versions. */
const noVersionDeletes = (bucket: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:DeleteObjectVersion'],
        Resource: [`arn:aws:s3:::${bucket}/*`],
      },
    ],
  })

describe.skipIf('why' in ceph)('a key that may not remove delete markers: Ceph RGW', () => {
  let server: TestServer
  let plans: TestPlanner
  beforeAll(async () => {
    if ('server' in ceph) server = ceph.server
    plans = await openPlanner(server)
  })
  afterAll(() => plans.close())

  it('gets deleted files back by copies on top, keeps every version, and can undo that', async () => {
    const files = Array.from({ length: 30 }, (_, at) => [`f/${at}`, ['one', `two ${at}`, deleted]] as const)
    const { bucket } = await bucketWith(server, Object.fromEntries(files))
    await clientFor(server).send(
      new PutBucketPolicyCommand({ Bucket: bucket, Policy: noVersionDeletes(bucket) }),
    )
    const before = await everything(plans.server, bucket)
    const ref = { connectionId: 'c', bucket }
    const scope = { keys: [], prefixes: ['f/'] }
    const done = await plans.carryOut({ kind: 'undelete', ...ref, scope })
    expect(done).toMatchObject({ state: 'done', states: [{ state: 'done', count: 30 }], canUndo: true })
    const items = await plans.items(done.planId, 'come-back')
    expect(items.every(({ action }) => action.kind === 'copy')).toBe(true)
    const after = await everything(plans.server, bucket)
    const newest = before.filter((_, at) => before[at - 1]?.isMarker === true)
    expect(viewOf(after)).toEqual(Object.fromEntries(newest.map(({ key, etag }) => [key, etag])))
    for (const id of dataIds(before)) expect(dataIds(after)).toContain(id)
    await plans.undo(done.planId)
    expect(viewOf(await everything(plans.server, bucket))).toEqual({})
  })
})
