/** Copies from one server to another, through this computer. */
import { GetObjectCommand, GetObjectTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { bucketWithLock, putLocked } from '../support/lockedBucket.ts'
import { seeded } from '../support/random.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { mebibyte, randomBytes, sha256 } from '../support/transferFiles.ts'
import { openTransfers } from '../support/transferRig.ts'

const random = seeded(5)
const ceph = inject('ceph')

let store: TestStore
beforeAll(async () => {
  store = await startStore()
})
afterAll(() => store.stop())

describe.skipIf('why' in ceph).each([
  ['from the local store to Ceph', 'here'],
  ['from Ceph to the local store', 'there'],
])('a copy %s', (_, source) => {
  it('is the same byte for byte, with its headers, metadata and tags', { timeout: 120_000 }, async () => {
    if (!('server' in ceph)) return
    const servers: Record<string, TestServer> = { here: store, there: ceph.server }
    const [from = store, to = store] = source === 'here' ? [store, ceph.server] : [ceph.server, store]
    const [{ bucket: origin }, { bucket: target }] = [await bucketWith(from), await bucketWith(to)]
    const bodies: Record<string, Buffer> = {}
    for (const size of [0, 1, 70_000, 8 * mebibyte, 8 * mebibyte + 1, 20 * mebibyte])
      bodies[`kit/ü ${size}+%`] = randomBytes(random, size)
    const carried = {
      ContentType: 'text/x-odd; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: 'attachment; filename="x"',
      ContentLanguage: 'de',
      Metadata: { owner: 'ada', note: 'a b' },
    }
    for (const [Key, Body] of Object.entries(bodies))
      await clientFor(from).send(
        new PutObjectCommand({ Bucket: origin, Key, Body, ...carried, Tagging: 'team=red&x=y%20z' }),
      )
    const rig = openTransfers(servers)
    const other = source === 'here' ? 'there' : 'here'
    const batchId = await rig.copy(
      { connectionId: source, bucket: origin, prefix: 'kit/' },
      { connectionId: other, bucket: target, prefix: 'copied/' },
    )
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done', doneCount: 6 })
    const s3 = clientFor(to)
    for (const [key, bytes] of Object.entries(bodies)) {
      const at = { Bucket: target, Key: `copied/${key}` }
      const { Body, ...facts } = await s3.send(new GetObjectCommand(at))
      expect(sha256((await Body?.transformToByteArray()) ?? Buffer.alloc(1)), key).toBe(sha256(bytes))
      expect(facts, key).toMatchObject(carried)
      const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand(at))
      expect(Object.fromEntries(TagSet.map(({ Key = '', Value }) => [Key, Value])), key).toEqual({
        team: 'red',
        x: 'y z',
      })
    }
    await rig.close()
  })
})

it.skipIf('why' in ceph)('a lock that does not come along is told of each file, and counted', async () => {
  if (!('server' in ceph)) return
  const origin = await bucketWithLock(ceph.server)
  const { bucket: target } = await bucketWith(store)
  const put = (Key: string) => ({ Bucket: origin, Key, Body: Key })
  const lock = { mode: 'GOVERNANCE', until: new Date(Date.now() + 3_600_000), held: true } as const
  await clientFor(ceph.server).send(new PutObjectCommand(put('a.txt')))
  await putLocked(ceph.server, put('locked.txt'), lock)
  const rig = openTransfers({ here: store, there: ceph.server })
  const batchId = await rig.copy(
    { connectionId: 'there', bucket: origin, prefix: '' },
    { connectionId: 'here', bucket: target, prefix: '' },
  )
  expect(await rig.finished(batchId)).toMatchObject({ state: 'done', doneCount: 2, lackingCount: 1 })
  const told = (await rig.items(batchId)).map(({ name, lost }) => ({ name, lost }))
  // What lacks something is seen first.
  expect(told).toEqual([
    { name: 'locked.txt', lost: ['lock', 'legal-hold'] },
    { name: 'a.txt', lost: [] },
  ])
  await rig.close()
})

it('where nothing old is kept, each folder is looked into once for what lies there', async () => {
  const target = await startStore()
  try {
    const keys = ['a/1', 'a/b/2', 'a/b/3', 'a/b-4', 'a/c/5', 'a/d']
    const { bucket: origin } = await bucketWith(store, Object.fromEntries(keys.map((key) => [key, [key]])))
    const { bucket } = await bucketWith(target, { 'a/b-4': ['there'] }, { versioning: 'never' })
    const rig = openTransfers({ here: store, there: target })
    target.forgetRequests()
    const batchId = await rig.copy(
      { connectionId: 'here', bucket: origin, prefix: '' },
      { connectionId: 'there', bucket, prefix: '' },
    )
    await rig.until(batchId, ({ counting, askingCount }) => !counting && askingCount === 1)
    expect(target.counts()['ListObjectsV2']).toBe(3)
    await rig.close()
  } finally {
    await target.stop()
  }
})
