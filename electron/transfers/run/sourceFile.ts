/** A file of this computer as it is sent: its facts, its bytes, and what to say when it isn't what it was. */
import { createHash } from 'node:crypto'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { FailureError, failed } from '../../../shared/failure.ts'
import type { Hashing } from '../../hashing/hashing.ts'
import { unreadable } from '../find/localFiles.ts'
import type { ByteSpan, Source, SourceFacts, SourcePart } from './source.ts'

export const fileSource = (hashing: Hashing, path: string, name: string): Source => ({
  name,
  facts: () => fileFacts(path, name),
  whole: (mostBytes) => wholeFile(hashing, path, name, mostBytes),
  part: (span) => filePart(hashing, path, name, span),
  confirm: null,
})

/** Read and hashed right here: a hop to a worker costs more than the work. */
const inlineBytes = 256 * 1024

/** Failures: not-found (file-vanished), access-denied (file-unreadable), unexpected (file-error). */
export async function fileFacts(path: string, name: string): Promise<SourceFacts> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { sizeBytes: size, modifiedMs: mtimeMs }
  } catch (error) {
    throw new FailureError(unreadable([name], error), { cause: error })
  }
}

/** One look at the file: its size and its bytes belong together. */
async function wholeFile(
  hashing: Hashing,
  path: string,
  name: string,
  mostBytes: number,
): Promise<(SourcePart & SourceFacts) | null> {
  try {
    const file = await open(path, 'r')
    try {
      const { size: sizeBytes, mtimeMs: modifiedMs } = await file.stat()
      if (sizeBytes > mostBytes) return null
      const part =
        sizeBytes <= inlineBytes
          ? await readHere(file, name, sizeBytes)
          : await filePart(hashing, path, name, { offset: 0, length: sizeBytes })
      return { ...part, sizeBytes, modifiedMs }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw error instanceof FailureError
      ? error
      : new FailureError(unreadable([name], error), { cause: error })
  }
}

async function readHere(file: FileHandle, name: string, length: number): Promise<SourcePart> {
  const bytes = Buffer.allocUnsafe(length)
  const { bytesRead } = length === 0 ? { bytesRead: 0 } : await file.read(bytes, 0, length, 0)
  if (bytesRead < length) throw fileChanged(name)
  return { bytes, md5: createHash('md5').update(bytes).digest('hex') }
}

async function filePart(
  hashing: Hashing,
  path: string,
  name: string,
  { offset, length }: ByteSpan,
): Promise<SourcePart> {
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
