/** Uploads that another program began, gone on with; and parts whose ETags are no hashes. */
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { startMeddlingProxy } from '../support/meddlingProxy.ts'
import { seeded } from '../support/random.ts'
import { testFolder } from '../support/testFolder.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { mebibyte, randomBytes, sha256 } from '../support/transferFiles.ts'
import { openTransfers } from '../support/transferRig.ts'

const ceph = inject('ceph')
const random = seeded(11)
const partBytes = 5 * mebibyte
const bytes = randomBytes(random, 3 * partBytes + 70_001)

let store: TestStore
let folder = ''
beforeAll(async () => {
  store = await startStore()
})
afterAll(() => store.stop())
beforeEach(() => {
  folder = testFolder('resumed')
  writeFileSync(join(folder, 'film.mov'), bytes)
})

/** Begun elsewhere, with headers of its own; these parts have arrived. */
async function begun(server: TestServer, Bucket: string, parts: readonly number[]) {
  const s3 = clientFor(server)
  const at = { Bucket, Key: 'cuts/a b+c%.mov' }
  const headers = { ContentType: 'video/quicktime', Metadata: { by: 'another' } }
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand({ ...at, ...headers }))
  for (const PartNumber of parts) {
    const Body = bytes.subarray((PartNumber - 1) * partBytes, PartNumber * partBytes)
    await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }))
  }
  return { at, into: { key: at.Key, uploadId: UploadId } }
}

const storedAs = async (server: TestServer, at: { Bucket: string; Key: string }) => {
  const { Body, ...facts } = await clientFor(server).send(new GetObjectCommand(at))
  return { facts, hash: sha256((await Body?.transformToByteArray()) ?? Buffer.alloc(0)) }
}

describe.each(['local store', 'Ceph RGW'] as const)('on %s', (name) => {
  const serverOf = (): TestServer | null =>
    name === 'local store' ? store : 'server' in ceph ? ceph.server : null

  it.each([
    { arrived: [], missing: 2 },
    { arrived: [1, 3], missing: 2 },
    { arrived: [2], missing: 3 },
    { arrived: [1, 4], missing: 2 },
    { arrived: [1, 2, 3, 4], missing: 0 },
  ])('parts $arrived are there: only what is missing is sent', async ({ arrived, missing }) => {
    const server = serverOf()
    if (server === null) return
    const { bucket } = await bucketWith(server)
    const { at, into } = await begun(server, bucket, arrived)
    const proxy = await startMeddlingProxy(server, () => 'pass')
    const rig = openTransfers({ here: proxy })
    const batchId = await rig.upload(
      { connectionId: 'here', bucket, prefix: 'cuts/' },
      [join(folder, 'film.mov')],
      into,
    )
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done', doneCount: 1 })
    const partsSent = proxy.asked.filter(
      ({ method, target }) => method === 'PUT' && target.includes('partNumber='),
    )
    expect(partsSent).toHaveLength(missing)
    const { facts, hash } = await storedAs(server, at)
    expect(hash).toBe(sha256(bytes))
    expect(facts).toMatchObject({ ContentType: 'video/quicktime', Metadata: { by: 'another' } })
    const { Uploads = [] } = await clientFor(server).send(new ListMultipartUploadsCommand({ Bucket: bucket }))
    expect(Uploads).toEqual([])
    await rig.close()
    await proxy.stop()
  })
})

it('another file is refused, and what has arrived stays', async () => {
  const { bucket } = await bucketWith(store)
  const { at, into } = await begun(store, bucket, [1, 2])
  writeFileSync(join(folder, 'other.mov'), randomBytes(random, bytes.byteLength))
  writeFileSync(join(folder, 'short.mov'), bytes.subarray(0, mebibyte))
  const rig = openTransfers({ here: store })
  for (const name of ['other.mov', 'short.mov']) {
    const place = { connectionId: 'here', bucket, prefix: 'cuts/' }
    const batchId = await rig.upload(place, [join(folder, name)], into)
    expect(await rig.finished(batchId)).toMatchObject({
      state: 'failed',
      failure: { code: 'conflict', reason: 'other-file' },
    })
    await rig.transfers.clear(batchId)
  }
  const { Parts = [] } = await clientFor(store).send(new ListPartsCommand({ ...at, UploadId: into.uploadId }))
  expect(Parts).toHaveLength(2)
  await rig.close()
})

it('beside a file of that name it is another upload: what was begun stays', async () => {
  const { bucket } = await bucketWith(store, { 'cuts/a b+c%.mov': ['theirs'] }, { versioning: 'never' })
  const { into } = await begun(store, bucket, [1])
  const rig = openTransfers({ here: store })
  const place = { connectionId: 'here', bucket, prefix: 'cuts/' }
  const batchId = await rig.upload(place, [join(folder, 'film.mov')], into)
  await rig.until(batchId, ({ askingCount }) => askingCount === 1)
  await rig.transfers.decide(batchId, null, 'keep-both')
  expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
  const beside = { Bucket: bucket, Key: 'cuts/a b+c% (2).mov' }
  expect((await storedAs(store, beside)).hash).toBe(sha256(bytes))
  const { Uploads = [] } = await clientFor(store).send(new ListMultipartUploadsCommand({ Bucket: bucket }))
  expect(Uploads.map(({ UploadId }) => UploadId)).toEqual([into.uploadId])
  await rig.close()
})

it('an upload that is gone, and parts of many sizes, are said to be what they are', async () => {
  const { bucket } = await bucketWith(store)
  const odd = await begun(store, bucket, [1])
  const Body = bytes.subarray(partBytes, partBytes + mebibyte)
  const part = { ...odd.at, UploadId: odd.into.uploadId, PartNumber: 2, Body }
  await clientFor(store).send(new UploadPartCommand(part))
  const rig = openTransfers({ here: store })
  const place = { connectionId: 'here', bucket, prefix: '' }
  for (const [into, reason] of [
    [odd.into, 'odd-parts'],
    [{ ...odd.into, uploadId: 'never-was' }, 'upload-gone'],
  ] as const) {
    const batchId = await rig.upload(place, [join(folder, 'film.mov')], into)
    expect(await rig.finished(batchId)).toMatchObject({ state: 'failed', failure: { reason } })
  }
  await rig.close()
})

it('parts whose ETags are no hashes, as with keys of a KMS, make a whole all the same', async () => {
  const { bucket } = await bucketWith(store)
  const proxy = await startMeddlingProxy(store, () => 'veiled')
  const rig = openTransfers({ here: proxy })
  const place = { connectionId: 'here', bucket, prefix: '' }
  const batchId = await rig.upload(place, [join(folder, 'film.mov')])
  expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
  expect((await rig.items(batchId))[0]).toMatchObject({ checked: 'size' })
  const at = { Bucket: bucket, Key: 'film.mov' }
  expect((await storedAs(store, at)).hash).toBe(sha256(bytes))
  const head = await clientFor(proxy).send(new HeadObjectCommand(at))
  expect(head.ServerSideEncryption).toBe('aws:kms')
  await rig.close()
  await proxy.stop()
})
