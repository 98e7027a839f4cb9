/** An object in one request: streamed into its file, hashed by the worker on the way where its ETag can be compared. */
import { open } from 'node:fs/promises'
import type { OpenObject } from '../../s3/readObject.ts'
import { pieceBytes } from '../throttle.ts'
import { gathered } from './chunksOf.ts'
import { etagIsMd5 } from './comparable.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import type { ServerContext } from './runContext.ts'
import { gatheredBytes, writeAll } from './writeAll.ts'

export async function fetchWhole(
  context: ServerContext,
  object: OpenObject,
  partPath: string,
): Promise<'hash' | 'size'> {
  const { facts } = object
  const hash = etagIsMd5(facts) ? context.disk.hash(partPath, null) : null
  try {
    await stream(context, object, partPath, (toByte) => hash?.grownTo(toByte))
  } catch (error) {
    await hash?.abandon()
    throw error
  }
  if (hash === null) return 'size'
  if ((await hash.end())?.md5 !== facts.etag) throw damaged(facts.key)
  return 'hash'
}

async function stream(
  { signal, down, progress }: ServerContext,
  { facts, body }: OpenObject,
  partPath: string,
  grownTo: (toByte: number) => void,
): Promise<void> {
  const file = await open(partPath, 'r+')
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  let doneBytes = 0
  try {
    for await (const { chunks, sizeBytes } of gathered(body, down.isOn ? pieceBytes : gatheredBytes)) {
      await down.spend(sizeBytes, signal)
      await writeAll(file, chunks, doneBytes)
      doneBytes += sizeBytes
      grownTo(doneBytes)
      progress(doneBytes, facts.sizeBytes)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await file.close()
  }
  signal.throwIfAborted()
  if (doneBytes !== facts.sizeBytes) throw cutShort(facts.key)
}
