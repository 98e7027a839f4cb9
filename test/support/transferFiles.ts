/** Files that transfers are tried on, and what tells them apart. */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Random } from './random.ts'
import { clientFor, type TestServer } from './testServer.ts'

export const mebibyte = 1024 ** 2

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that differ from part to part and from file to file. */
export function randomBytes(random: Random, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes, `${random.below(1e9)} `)
  for (let at = 0; at + 4 <= sizeBytes; at += 4096) bytes.writeUInt32LE(random.below(2 ** 32), at)
  return bytes
}

/** Writes files below a folder; answers with the SHA-256 of each by its way below it. */
export function writeFiles(folder: string, files: Readonly<Record<string, Buffer>>): Record<string, string> {
  const hashes: Record<string, string> = {}
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
    hashes[name] = sha256(bytes)
  }
  return hashes
}

/** The SHA-256 of every file below a folder, by its way below it. */
export function hashesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(paths.map((path) => [relative(folder, path), sha256(readFileSync(path))]))
}

const oddNames = ['ü 1', 'a+b%20', '日本', "it's", '😀', 'sp  ace', '-dash', '~tilde', 'a&b=c', 'x.part']

/** Small files of all kinds, and big ones around the sizes where another way of moving them begins. */
export function mixedFiles(random: Random, smallCount: number): Record<string, Buffer> {
  const small = Array.from({ length: smallCount }, (_, at) => {
    const name = `${at % 7 === 0 ? 'deep/er/' : ''}${oddNames[at % oddNames.length] ?? ''} ${at}.bin`
    return [name, randomBytes(random, [0, 1, 4096, 70_000][at % 4] ?? 0)] as const
  })
  const sizes = {
    'exact.bin': 8 * mebibyte,
    'one more.bin': 8 * mebibyte + 1,
    'ranges.bin': 16 * mebibyte + 1,
  }
  const big = Object.entries({ ...sizes, 'parts.bin': 32 * mebibyte })
  return Object.fromEntries([
    ...small,
    ...big.map(([name, size]) => [name, randomBytes(random, size)] as const),
  ])
}

/** One object as another program would upload it: in parts of this size, whole where they are bigger than it. */
export async function putInParts(
  server: TestServer,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  bytes: Buffer,
  partBytes: number,
): Promise<void> {
  const s3 = clientFor(server)
  const to = { Bucket: bucket, Key: key }
  if (bytes.length <= partBytes) {
    await s3.send(new PutObjectCommand({ ...to, Body: bytes }))
    return
  }
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(to))
  const Parts: { ETag: string | undefined; PartNumber: number }[] = []
  for (let at = 0; at < bytes.length; at += partBytes) {
    const part = { ...to, UploadId, PartNumber: Parts.length + 1, Body: bytes.subarray(at, at + partBytes) }
    Parts.push({ ETag: (await s3.send(new UploadPartCommand(part))).ETag, PartNumber: part.PartNumber })
  }
  await s3.send(new CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload: { Parts } }))
}
