/** A part of a file in memory with its MD5, read and hashed in slices so that nothing else waits. */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { failed } from '../../shared/failure.ts'

const sliceBytes = 1024 ** 2

export type FilePart = { readonly body: Uint8Array; readonly md5: Buffer }

/** Reads exactly [offset, offset + length); a file that got shorter is a conflict (`file-changed`). */
export async function readPart(
  file: FileHandle,
  offset: number,
  length: number,
  name: string,
): Promise<FilePart> {
  const body = Buffer.allocUnsafe(length)
  const hash = createHash('md5')
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(body, done, Math.min(sliceBytes, length - done), offset + done)
    if (bytesRead === 0) throw fileChanged(name)
    hash.update(body.subarray(done, done + bytesRead))
    done += bytesRead
  }
  return { body, md5: hash.digest() }
}

export const fileChanged = (name: string) =>
  failed({
    code: 'conflict',
    reason: 'file-changed',
    message: `“${name}” changed on this computer while it was being sent.`,
    advice: 'Nothing was stored under its name. Try again when it is finished.',
    wayOn: 'retry',
  })
