/** Writing: what is verified before anything is stored, and what a write may insist on. */
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { scopeText, sha256, sign } from '../../electron/localStore/signature/canonical.ts'
import { sendSigned, signRequest } from '../support/rawRequest.ts'
import { conformance, failure, outcome, type Place } from './conformance.ts'

function md5(text: string): string {
  return createHash('md5').update(text).digest('base64')
}

function crc(text: string): string {
  const digest = Buffer.alloc(4)
  digest.writeUInt32BE(crc32(text))
  return digest.toString('base64')
}

/** The status and code of a PUT with these headers, and how many versions there are then. */
async function putWith(place: Place, headers: Record<string, string>, body = 'hello'): Promise<unknown> {
  const { bucket } = await place.bucketWith()
  const { status, code } = await place.raw({ method: 'PUT', path: `/${bucket}/a`, headers, body })
  return [status, code, await countVersions(place, bucket)]
}

async function countVersions({ s3 }: Place, Bucket: string): Promise<number> {
  const { Versions: versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }))
  return versions?.length ?? 0
}

/** A body in signed chunks; `tamper` changes it after it was signed. */
async function putChunks(place: Place, tamper: (body: string) => string): Promise<unknown> {
  const { bucket } = await place.bucketWith()
  const chunks = ['a'.repeat(8192), 'b'.repeat(100), '']
  const decoded = chunks.join('')
  const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': String(decoded.length),
  }
  const signed = signRequest(place.server, { method: 'PUT', path: `/${bucket}/a`, headers, payload })
  const { key, scope, timestamp } = signed.seed
  let previous = signed.seed.signature
  let body = ''
  for (const chunk of chunks) {
    const text = [
      `AWS4-HMAC-SHA256-PAYLOAD`,
      timestamp,
      scopeText(scope),
      previous,
      sha256(''),
      sha256(chunk),
    ]
    previous = sign(key, text.join('\n'))
    body += `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk}\r\n`
  }
  const { status, code } = await sendSigned(place.server, signed, tamper(body))
  const read = await place.raw({ path: `/${bucket}/a` })
  return [
    status,
    code,
    read.status === 200 && read.body.toString() === decoded,
    read.headers['content-encoding'] ?? null,
  ]
}

conformance('writes', {
  'a right Content-MD5 is accepted': {
    s3: [200, null, 1],
    observe: async (place) => await putWith(place, { 'content-md5': md5('hello') }),
  },
  'a wrong Content-MD5 stores nothing': {
    s3: [400, 'BadDigest', 0],
    observe: async (place) => await putWith(place, { 'content-md5': md5('other') }),
  },
  'a Content-MD5 that is none is refused': {
    s3: [400, 'InvalidDigest', 0],
    observe: async (place) => await putWith(place, { 'content-md5': 'nonsense' }),
  },
  'a body that is not the one that was signed stores nothing': {
    s3: [400, 'XAmzContentSHA256Mismatch', 0],
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const signed = signRequest(place.server, { method: 'PUT', path: `/${bucket}/a`, body: 'hello' })
      const { status, code } = await sendSigned(place.server, signed, 'other')
      return [status, code, await countVersions(place, bucket)]
    },
  },
  'a right CRC-32 is accepted and given back': {
    s3: [200, crc('hello'), crc('hello'), 'FULL_OBJECT'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      const path = `/${bucket}/a`
      const headers = { 'x-amz-checksum-crc32': crc('hello') }
      const put = await raw({ method: 'PUT', path, headers, body: 'hello' })
      const head = await raw({ method: 'HEAD', path, headers: { 'x-amz-checksum-mode': 'ENABLED' } })
      return [
        put.status,
        put.headers['x-amz-checksum-crc32'] ?? null,
        head.headers['x-amz-checksum-crc32'] ?? null,
        head.headers['x-amz-checksum-type'] ?? null,
      ]
    },
  },
  'a wrong CRC-32 stores nothing': {
    s3: [400, 'BadDigest', 0],
    observe: async (place) => await putWith(place, { 'x-amz-checksum-crc32': crc('other') }),
  },
  'two checksums are one too many': {
    s3: [400, 'InvalidRequest', 0],
    observe: async (place) =>
      await putWith(place, {
        'x-amz-checksum-crc32': crc('hello'),
        'x-amz-checksum-sha256': createHash('sha256').update('hello').digest('base64'),
      }),
  },
  'the SDK as it comes sends a checksum and reads it back': {
    s3: { put: 200, read: 'hello' },
    async observe({ client, bucketWith }) {
      const { bucket: Bucket } = await bucketWith()
      const s3 = client({
        requestChecksumCalculation: 'WHEN_SUPPORTED',
        responseChecksumValidation: 'WHEN_SUPPORTED',
      })
      const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }))
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))
      return { put: put.$metadata.httpStatusCode, read: await Body?.transformToString() }
    },
  },
  'the SDK as it comes sends a stream with its checksum behind it': {
    s3: 'hello world',
    async observe({ client, bucketWith }) {
      const { bucket: Bucket } = await bucketWith()
      const s3 = client({ requestChecksumCalculation: 'WHEN_SUPPORTED' })
      const Body = Readable.from([Buffer.from('hello '), Buffer.from('world')])
      return await outcome(
        s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body, ContentLength: 11 })).then(async () => {
          const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))
          return await got.Body?.transformToString()
        }),
        (text) => text,
      )
    },
  },
  'a body in signed chunks is put together': {
    s3: [200, null, true, null],
    observe: async (place) => await putChunks(place, (body) => body),
  },
  'a chunk that was tampered with stores nothing': {
    s3: [403, 'SignatureDoesNotMatch', false, null],
    observe: async (place) => await putChunks(place, (body) => body.replace('bbb', 'bcb')),
  },
  'a body without a length is refused': {
    s3: [411, 'MissingContentLength'],
    async observe({ server, bucketWith }) {
      const { bucket } = await bucketWith()
      const signed = signRequest(server, { method: 'PUT', path: `/${bucket}/a`, body: 'hello' })
      const headers = { ...signed.headers, 'transfer-encoding': 'chunked' }
      const { status, code } = await sendSigned(server, { ...signed, headers }, '')
      return [status, code]
    },
  },
  'an empty object is an object': {
    s3: [0, '"d41d8cd98f00b204e9800998ecf8427e"'],
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: [''] })
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      return [head.ContentLength, head.ETag]
    },
  },
  'If-None-Match: * writes what is not there yet': {
    s3: [200, null, 1],
    observe: async (place) => await putWith(place, { 'if-none-match': '*' }),
  },
  'If-None-Match: * refuses to overwrite': {
    s3: { failed: { status: 412, code: 'PreconditionFailed' }, versions: 1 },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one'] })
      return {
        failed: await failure(
          place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' })),
        ),
        versions: await countVersions(place, Bucket),
      }
    },
  },
  'If-None-Match: * refuses to overwrite in a bucket without versions': {
    s3: { status: 412, code: 'PreconditionFailed' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['one'] }, { versioning: 'never' })
      return await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' })))
    },
  },
  'If-Match writes over what is expected': {
    s3: 'none',
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['one'] })
      const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      return await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfMatch: ETag })))
    },
  },
  'If-Match refuses to write over anything else': {
    s3: { status: 412, code: 'PreconditionFailed' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['one'] })
      return await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfMatch: '"0"' })))
    },
  },
  'If-Match where there is nothing finds no key': {
    s3: { status: 404, code: 'NoSuchKey' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith()
      return await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfMatch: '"0"' })))
    },
  },
  'a storage class nobody knows is refused': {
    s3: [400, 'InvalidStorageClass', 0],
    observe: async (place) => await putWith(place, { 'x-amz-storage-class': 'COLDEST' }),
  },
  'more than 2 KB of metadata are too much': {
    s3: [400, 'MetadataTooLarge', 0],
    observe: async (place) => await putWith(place, { 'x-amz-meta-long': 'x'.repeat(2100) }),
  },
})
