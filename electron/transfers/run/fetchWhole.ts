/** An object in one request: written by the worker as it comes, and hashed where its ETag can be compared. */
import { nameOf } from '../../../shared/key.ts'
import type { GrowingFile } from '../../disk/growingFile.ts'
import type { OpenObject } from '../../s3/readObject.ts'
import { pieceBytes } from '../throttle.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import { gathered, gatheredBytes } from './chunksOf.ts'
import { etagIsMd5 } from './comparable.ts'
import type { ServerContext } from './runContext.ts'

export async function fetchWhole(
  context: ServerContext,
  object: OpenObject,
  partPath: string,
): Promise<'hash' | 'size'> {
  const { facts } = object
  const file = context.disk.file(partPath, null)
  try {
    await stream(context, object, file)
  } catch (error) {
    await file.abandon()
    throw error
  }
  const { md5 } = await file.end()
  if (!etagIsMd5(facts)) return 'size'
  if (md5 !== facts.etag) throw damaged(facts.key)
  return 'hash'
}

async function stream(
  { signal, down, progress }: ServerContext,
  { facts, body }: OpenObject,
  file: GrowingFile,
): Promise<void> {
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const name = nameOf(facts.key)
  let doneBytes = 0
  // One piece is written while the next one comes.
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const { chunks, sizeBytes } of gathered(body, down.isOn ? pieceBytes : gatheredBytes)) {
      await down.spend(sizeBytes, signal)
      await writing
      writing = file.write({ name, chunks, atByte: doneBytes, isFinal: true })
      // Whoever leaves before it is awaited has a failure of its own.
      writing.catch(() => undefined)
      doneBytes += sizeBytes
      progress(doneBytes, facts.sizeBytes)
    }
    await writing
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  if (doneBytes !== facts.sizeBytes) throw cutShort(facts.key)
}
