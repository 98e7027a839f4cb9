/** A small object in one request: streamed into its file, hashed on the way. */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { OpenObject } from '../../s3/readObject.ts'
import { pieceBytes } from '../throttle.ts'
import { gathered } from './chunksOf.ts'
import { etagIsMd5 } from './comparable.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import type { ServerContext } from './runContext.ts'

/** Written in one go: many small writes cost more than the bytes. */
export const gatheredBytes = 1024 ** 2

export async function fetchWhole(
  { signal, down, progress }: ServerContext,
  { facts, body }: OpenObject,
  file: FileHandle,
): Promise<'hash' | 'size'> {
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const hash = createHash('md5')
  let doneBytes = 0
  for await (const { chunks, sizeBytes } of gathered(body, down.isOn ? pieceBytes : gatheredBytes)) {
    if (down.isOn) await down.spend(sizeBytes, signal)
    for (const chunk of chunks) hash.update(chunk)
    await writeAll(file, chunks, doneBytes)
    doneBytes += sizeBytes
    if (facts.sizeBytes > pieceBytes) progress(doneBytes, facts.sizeBytes)
  }
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  if (doneBytes !== facts.sizeBytes) throw cutShort(facts.key)
  if (!etagIsMd5(facts)) return 'size'
  if (facts.etag !== hash.digest('hex')) throw damaged(facts.key)
  return 'hash'
}

/** All chunks one after another, from a byte on. */
export async function writeAll(file: FileHandle, chunks: readonly Buffer[], atByte: number): Promise<void> {
  const wanted = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const { bytesWritten } = await file.writev([...chunks], atByte)
  // A disk that is nearly full takes less than it is given, and says why at the next write.
  if (bytesWritten < wanted)
    await writeRest(file, Buffer.concat([...chunks]).subarray(bytesWritten), atByte + bytesWritten)
}

async function writeRest(file: FileHandle, bytes: Buffer, atByte: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, atByte + done)
    done += bytesWritten
  }
}
