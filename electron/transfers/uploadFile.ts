/** One file to one key: in one request when it is small, in parts when it is not, verified either way. */
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { lookup } from 'mime-types'
import type { BucketRef } from '../../shared/model/selection.ts'
import {
  abortUpload,
  completeUpload,
  createUpload,
  uploadPart,
  type Part,
  type Upload,
} from '../s3/multipart.ts'
import { putObject } from '../s3/putObject.ts'
import type { Written } from '../s3/copyObject.ts'
import type { S3Server } from '../s3/server.ts'
import type { ByteBudget } from './byteBudget.ts'
import type { LocalFile } from './localFiles.ts'
import { fileChanged, readPart } from './readPart.ts'

const mebibyte = 1024 ** 2
const singlePutBytes = 8 * mebibyte
const usualPartBytes = 8 * mebibyte
const mostParts = 10_000
const partsAtOnce = 4
const abortWithinMs = 30_000

export type UploadContext = {
  readonly server: S3Server
  readonly budget: ByteBudget
  readonly signal: AbortSignal
  /** Absolute: bytes of this file that the server has. */
  readonly progress: (doneBytes: number) => void
}

/** `hash`: the server's ETag is the hash of what we sent. `size`: the server verified Content-MD5, but its ETag is none. */
export type Uploaded = Written & { readonly checked: 'hash' | 'size' }

/** Grows with the file so that 10,000 parts hold it; whole mebibytes. */
export function partSizeOf(sizeBytes: number): number {
  return Math.max(usualPartBytes, Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte)
}

export const contentTypeOf = (key: string): string => lookup(key) || 'application/octet-stream'

/**
 * Failures: conflict (file-changed), not-found (file-vanished), and those of PutObject and the multipart family.
 * A failed or cancelled upload leaves nothing on the server.
 */
export async function uploadFile(
  context: UploadContext,
  file: LocalFile,
  target: Pick<BucketRef, 'bucket'> & { readonly key: string },
): Promise<Uploaded> {
  const handle = await open(file.filePath, 'r')
  try {
    const { size, mtimeMs } = await handle.stat()
    const uploaded =
      size <= singlePutBytes
        ? putWhole(context, handle, size, target)
        : putParts(context, handle, size, target, mtimeMs)
    return await uploaded
  } finally {
    await handle.close()
  }
}

type Target = { readonly bucket: string; readonly key: string }

async function putWhole(
  context: UploadContext,
  handle: FileHandle,
  sizeBytes: number,
  target: Target,
): Promise<Uploaded> {
  const { server, budget, signal } = context
  return budget.spend(sizeBytes, signal, async () => {
    const { body, md5 } = await readPart(handle, 0, sizeBytes, target.key)
    const object = {
      ...target,
      body,
      contentMd5: md5.toString('base64'),
      contentType: contentTypeOf(target.key),
    }
    const written = await putObject(server, object, { signal, priority: 'transfer' })
    context.progress(sizeBytes)
    return { ...written, checked: written.etag === md5.toString('hex') ? 'hash' : 'size' }
  })
}

async function putParts(
  context: UploadContext,
  handle: FileHandle,
  sizeBytes: number,
  target: Target,
  modifiedMs: number,
): Promise<Uploaded> {
  const { server, signal } = context
  const input = { Bucket: target.bucket, Key: target.key, ContentType: contentTypeOf(target.key) }
  const upload = await createUpload(server, input, { signal, priority: 'transfer' })
  try {
    const { parts, etag } = await sendParts(context, handle, sizeBytes, upload)
    const now = await handle.stat()
    if (now.size !== sizeBytes || now.mtimeMs !== modifiedMs) throw fileChanged(target.key)
    const written = await completeUpload(server, upload, parts, { signal, priority: 'transfer' })
    return { ...written, checked: written.etag === null || written.etag === etag ? 'hash' : 'size' }
  } catch (error) {
    const fresh = AbortSignal.timeout(abortWithinMs)
    await abortUpload(server, upload, { signal: fresh, priority: 'transfer' }).catch(() => undefined)
    throw error
  }
}

type SentParts = {
  readonly parts: readonly Part[]
  /** What S3 gives a multipart object: the MD5 of the parts' MD5s, and their number. */
  readonly etag: string
}

async function sendParts(
  context: UploadContext,
  handle: FileHandle,
  sizeBytes: number,
  upload: Upload,
): Promise<SentParts> {
  const partBytes = partSizeOf(sizeBytes)
  const count = Math.ceil(sizeBytes / partBytes)
  const hashes: Buffer[] = []
  const parts: Part[] = []
  let next = 0
  let doneBytes = 0
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const sendOne = async (at: number): Promise<void> => {
    const length = Math.min(partBytes, sizeBytes - at * partBytes)
    await context.budget.spend(length, signal, async () => {
      const { body, md5 } = await readPart(handle, at * partBytes, length, upload.key)
      hashes[at] = md5
      const part = { partNumber: at + 1, body, contentMd5: md5.toString('base64') }
      parts.push(await uploadPart(context.server, upload, part, { signal, priority: 'transfer' }))
    })
    doneBytes += length
    context.progress(doneBytes)
  }
  const worker = async (): Promise<void> => {
    while (next < count) await sendOne(next++)
  }
  try {
    await Promise.all(Array.from({ length: partsAtOnce }, worker))
  } finally {
    stop.abort()
  }
  return { parts, etag: `${createHash('md5').update(Buffer.concat(hashes)).digest('hex')}-${count}` }
}
