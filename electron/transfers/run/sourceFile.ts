/** A file of this computer as it is sent: its facts, its bytes, and what to say when it isn't what it was. */
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { FailureError, failed } from '../../../shared/failure.ts'
import type { Hashing } from '../../hashing/hashing.ts'
import { unreadable } from '../find/localFiles.ts'

export type FileFacts = { readonly sizeBytes: number; readonly modifiedMs: number }
export type FilePart = { readonly bytes: Uint8Array; readonly md5: string }

/** Read and hashed right here: a hop to a worker costs more than the work. */
const inlineBytes = 256 * 1024

/** Failures: not-found (file-vanished), access-denied (file-unreadable), unexpected (file-error). */
export async function fileFacts(path: string, name: string): Promise<FileFacts> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { sizeBytes: size, modifiedMs: mtimeMs }
  } catch (error) {
    throw new FailureError(unreadable([name], error), { cause: error })
  }
}

/** All of a small file, as it is in one moment. */
export async function wholeFile(hashing: Hashing, path: string, name: string): Promise<FilePart & FileFacts> {
  const before = await fileFacts(path, name)
  const part =
    before.sizeBytes <= inlineBytes
      ? await readHere(path, name, before.sizeBytes)
      : await filePart(hashing, path, name, { offset: 0, length: before.sizeBytes })
  return { ...part, ...before }
}

async function readHere(path: string, name: string, length: number): Promise<FilePart> {
  try {
    const file = await open(path, 'r')
    try {
      const bytes = Buffer.allocUnsafe(length)
      const { bytesRead } = length === 0 ? { bytesRead: 0 } : await file.read(bytes, 0, length, 0)
      if (bytesRead < length) throw fileChanged(name)
      return { bytes, md5: createHash('md5').update(bytes).digest('hex') }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError(unreadable([name], error), { cause: error })
  }
}

export async function filePart(
  hashing: Hashing,
  path: string,
  name: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<FilePart> {
  const part = await hashing.readPart(path, offset, length).catch((error: unknown) => {
    throw new FailureError(unreadable([name], error), { cause: error })
  })
  if (part.bytes.byteLength < length) throw fileChanged(name)
  return part
}

export const fileChanged = (name: string): FailureError =>
  failed({
    code: 'conflict',
    reason: 'file-changed',
    message: `“${name}” keeps changing on this computer while it is being sent.`,
    advice: 'Nothing was stored under its name. Try again when it is finished.',
    wayOn: 'retry',
  })
