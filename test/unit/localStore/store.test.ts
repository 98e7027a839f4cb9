import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalStore } from '../../../electron/localStore/localStore.ts'
import { bucketWith, deleted } from '../../support/bucketWith.ts'
import { startStore, type TestStore } from '../../support/localStore.ts'
import { rawRequest } from '../../support/rawRequest.ts'
import { clientFor } from '../../support/testServer.ts'

let store: TestStore
let s3: S3Client
beforeAll(async () => {
  store = await startStore()
  s3 = clientFor(store)
})
afterAll(async () => {
  s3.destroy()
  await store.stop()
})

const part = Buffer.alloc(5 * 1024 * 1024, 'p')

describe('the embedded store', () => {
  it('says which folder is in use when it is started twice', async () => {
    await expect(startLocalStore({ folder: store.folder })).rejects.toThrow(
      `the folder ${store.folder} is in use by another local store`,
    )
  })

  it('has other keys at every start, unless they are given', async () => {
    const first = await startLocalStore({ folder: `${store.folder}-1` })
    const second = await startLocalStore({
      folder: `${store.folder}-2`,
      accessKeyId: 'given',
      secretAccessKey: 'secret',
    })
    await Promise.all([first.close(), second.close()])
    expect(first.accessKeyId).not.toBe(store.accessKeyId)
    expect([second.accessKeyId, second.secretAccessKey]).toEqual(['given', 'secret'])
  })

  it('can be closed twice', async () => {
    const other = await startLocalStore({ folder: `${store.folder}-3` })
    await Promise.all([other.close(), other.close()])
  })

  it('counts what it was asked, operation by operation', async () => {
    const { bucket: Bucket } = await bucketWith(store, { a: ['one', deleted] })
    store.forgetRequests()
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))
    await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
    await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
    expect(store.counts()).toEqual({ PutObject: 1, HeadObject: 2 })
  })
})

describe('writers at the same time', () => {
  it('who insist that there is nothing yet: one of them wins', async () => {
    const { bucket: Bucket } = await bucketWith(store)
    const puts = Array.from(
      { length: 20 },
      async (_, index) =>
        await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: `${index}`, IfNoneMatch: '*' })),
    )
    const results = await Promise.allSettled(puts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('who insist on what they read: one of them wins', async () => {
    const { bucket: Bucket } = await bucketWith(store, { a: ['start'] })
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
    const puts = Array.from(
      { length: 20 },
      async (_, index) =>
        await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: `${index}`, IfMatch: ETag })),
    )
    const results = await Promise.allSettled(puts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a class that must be retrieved first', () => {
  it('is shown, but neither read nor copied', async () => {
    const { bucket: Bucket } = await bucketWith(store)
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', StorageClass: 'DEEP_ARCHIVE' }))
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).StorageClass).toBe('DEEP_ARCHIVE')
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toThrow('storage class')
    const copy = new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` })
    await expect(s3.send(copy)).rejects.toThrow('not in the active tier')
  })
})

describe('an upload in parts', () => {
  it('bears the time it was started', async () => {
    const { bucket: Bucket } = await bucketWith(store, { before: ['x'] })
    const Key = 'a'
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'x' }))
    // Times on the wire are whole seconds: the clock must move on for the two to differ.
    const started = Math.floor(Date.now() / 1000)
    await expect.poll(() => Math.floor(Date.now() / 1000), { timeout: 5000 }).toBeGreaterThan(started + 1)
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }))
    const { LastModified } = await s3.send(new HeadObjectCommand({ Bucket, Key }))
    expect(LastModified?.getTime()).toBeLessThanOrEqual(started * 1000)
  })

  it('has the CRC-64 of the whole, joined from those of its parts', async () => {
    const { bucket: Bucket } = await bucketWith(store)
    const whole = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'whole',
        Body: Buffer.concat([part, Buffer.from('tail')]),
        ChecksumAlgorithm: 'CRC64NVME',
      }),
    )
    const Key = 'parts'
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({
        Bucket,
        Key,
        ChecksumAlgorithm: 'CRC64NVME',
        ChecksumType: 'FULL_OBJECT',
      }),
    )
    const Parts = []
    for (const [index, Body] of [part, Buffer.from('tail')].entries()) {
      const { ETag } = await s3.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body }),
      )
      Parts.push({ PartNumber: index + 1, ETag })
    }
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    )
    expect([done.ChecksumCRC64NVME, done.ChecksumType]).toEqual([whole.ChecksumCRC64NVME, 'FULL_OBJECT'])
  })

  it('makes an object too big to be copied in one request', async () => {
    const { bucket: Bucket } = await bucketWith(store)
    const Body = Buffer.alloc(64 * 1024 * 1024)
    await s3.send(new PutObjectCommand({ Bucket, Key: 'piece', Body }))
    const Key = 'a'
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    const count = (5 * 1024 ** 3) / Body.length + 1
    const Parts = []
    for (let PartNumber = 1; PartNumber <= count; PartNumber++) {
      const CopySource = `${Bucket}/piece`
      const { CopyPartResult } = await s3.send(
        new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber, CopySource }),
      )
      Parts.push({ PartNumber, ETag: CopyPartResult?.ETag })
    }
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key }))
    expect(ContentLength).toBe(count * Body.length)
    const copy = new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` })
    await expect(s3.send(copy)).rejects.toThrow('larger than the maximum allowable size for a copy source')
    const range = await s3.send(
      new GetObjectCommand({ Bucket, Key, Range: `bytes=${Body.length - 1}-${Body.length}` }),
    )
    expect((await range.Body?.transformToByteArray())?.length).toBe(2)
  })
})

describe('a presigned URL', () => {
  it('may carry in its query what else is a header', async () => {
    const { bucket } = await bucketWith(store)
    const path = `/${bucket}/a`
    const query = { 'x-amz-tagging': 'k=v', 'x-amz-meta-author': 'Zoë' }
    const put = await rawRequest(store, { method: 'PUT', path, query, signing: 'query', body: 'x' })
    const head = await rawRequest(store, { method: 'HEAD', path })
    expect([put.status, head.headers['x-amz-tagging-count']]).toEqual([200, '1'])
    expect(Buffer.from(head.headers['x-amz-meta-author'] ?? '', 'latin1').toString()).toBe('Zoë')
  })
})
