/** One version to one file: streamed beside its place, checked, then moved there whole. */
import { createHash, randomUUID } from 'node:crypto'
import { open, rm, utimes, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type FailureError } from '../../shared/failure.ts'
import type { Facts } from '../../shared/model/facts.ts'
import { getObject, type VersionAddress } from '../s3/readObject.ts'
import type { S3Server } from '../s3/server.ts'
import { placeFile } from './savePath.ts'

export type DownloadContext = {
  readonly server: S3Server
  readonly signal: AbortSignal
  /** Absolute: bytes on disk, and the size once the server has told it. */
  readonly progress: (doneBytes: number, sizeBytes: number) => void
}

export type Downloaded = {
  readonly path: string
  readonly sizeBytes: number
  readonly checked: 'hash' | 'size'
}

/**
 * Failures: those of getObject, conflict (cold), unexpected (damaged-on-the-way, cut-short), and what the disk
 * says. Nothing is ever left under the final name unless it is whole.
 */
export async function downloadFile(
  context: DownloadContext,
  from: VersionAddress,
  to: { readonly folder: string; readonly name: string },
): Promise<Downloaded> {
  const partPath = join(to.folder, `.${randomUUID()}.part`)
  try {
    const { facts, md5 } = await fetchTo(partPath, context, from)
    const checked = check(facts, md5, from.key)
    if (facts.modifiedMs !== null) await utimes(partPath, new Date(), new Date(facts.modifiedMs))
    return { path: await placeFile(partPath, to.folder, to.name), sizeBytes: facts.sizeBytes, checked }
  } catch (error) {
    await rm(partPath, { force: true })
    throw (
      diskFailure(error, to.name) ??
      context.server.failed(error, { operation: 'GetObject', bucket: from.bucket, key: from.key })
    )
  }
}

async function fetchTo(
  partPath: string,
  context: DownloadContext,
  from: VersionAddress,
): Promise<{ facts: Facts; md5: string }> {
  const { server, signal, progress } = context
  const file = await open(partPath, 'wx')
  try {
    const { facts, body } = await getObject(server, from, { signal, priority: 'transfer' })
    signal.addEventListener('abort', () => body.destroy(), { once: true })
    progress(0, facts.sizeBytes)
    const hash = createHash('md5')
    let doneBytes = 0
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk)
      hash.update(bytes)
      await writeAll(file, bytes)
      doneBytes += bytes.byteLength
      progress(doneBytes, facts.sizeBytes)
    }
    signal.throwIfAborted()
    if (doneBytes !== facts.sizeBytes) throw cutShort(from.key)
    await file.sync()
    return { facts, md5: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done)
    done += bytesWritten
  }
}

/** An ETag that looks like an MD5 and isn't one can only come from encryption: then there is nothing to compare. */
function check(facts: Facts, md5: string, key: string): Downloaded['checked'] {
  const comparable =
    facts.etag !== null &&
    /^[0-9a-f]{32}$/.test(facts.etag) &&
    (facts.encryption === null || facts.encryption === 'AES256')
  if (!comparable || facts.customerKey) return 'size'
  if (facts.etag === md5) return 'hash'
  throw failed({
    code: 'unexpected',
    reason: 'damaged-on-the-way',
    message: `“${key}” arrived damaged: what was received is not what the server says it sent.`,
    advice: 'Nothing was saved. Try again.',
    wayOn: 'retry',
  })
}

const cutShort = (key: string) =>
  failed({
    code: 'offline',
    reason: 'cut-short',
    message: `The connection ended before all of “${key}” had arrived.`,
    advice: 'Nothing was saved. Try again.',
    wayOn: 'retry',
  })

/** null where it wasn't the disk. */
function diskFailure(error: unknown, name: string): FailureError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = {
    ENOSPC: ['disk-full', 'the disk is full', 'Make room, then try again.'],
    EDQUOT: ['disk-full', 'your share of the disk is used up', 'Make room, then try again.'],
    EACCES: ['folder-unwritable', 'this computer does not let Strata write there', 'Choose another folder.'],
    EPERM: ['folder-unwritable', 'this computer does not let Strata write there', 'Choose another folder.'],
    EROFS: ['folder-unwritable', 'the disk is read-only', 'Choose another folder.'],
  }[code]
  if (words === undefined) return null
  const [reason = '', why = '', advice = ''] = words
  return failed(
    { code: 'conflict', reason, message: `“${name}” could not be saved: ${why}.`, advice, wayOn: 'retry' },
    { cause: error },
  )
}
