/** A small object in one request: streamed into its file, hashed on the way. */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { OpenObject } from '../../s3/readObject.ts'
import { pieceBytes } from '../throttle.ts'
import { etagIsMd5 } from './comparable.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import type { ServerContext } from './runContext.ts'

export async function fetchWhole(
  { signal, down, progress }: ServerContext,
  { facts, body }: OpenObject,
  file: FileHandle,
): Promise<'hash' | 'size'> {
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const hash = createHash('md5')
  let doneBytes = 0
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk)
    if (down.isOn) await down.spend(bytes.byteLength, signal)
    hash.update(bytes)
    await writeAll(file, bytes, doneBytes)
    doneBytes += bytes.byteLength
    if (facts.sizeBytes > pieceBytes) progress(doneBytes, facts.sizeBytes)
  }
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  if (doneBytes !== facts.sizeBytes) throw cutShort(facts.key)
  if (!etagIsMd5(facts)) return 'size'
  if (facts.etag !== hash.digest('hex')) throw damaged(facts.key)
  return 'hash'
}

export async function writeAll(file: FileHandle, bytes: Buffer, atByte: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, atByte + done)
    done += bytesWritten
  }
}
