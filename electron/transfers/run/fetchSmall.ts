/** A small object in one request: held in memory, and saved by the worker where its bytes are what they should be. */
import type { OpenObject } from '../../s3/readObject.ts'
import { pieceBytes } from '../throttle.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import { gathered } from './chunksOf.ts'
import { etagIsMd5 } from './comparable.ts'
import type { Downloaded, DownloadTarget } from './downloadTarget.ts'
import type { ServerContext } from './runContext.ts'

export const smallBytes = 256 * 1024

export async function fetchSmall(
  context: ServerContext,
  object: OpenObject,
  { folder, name, replaces }: DownloadTarget,
): Promise<Downloaded> {
  const { disk, journal } = context
  const { key, sizeBytes, modifiedMs, etag } = object.facts
  const md5 = etagIsMd5(object.facts) ? etag : null
  const bytes = await received(context, object)
  const path = await disk.saveSmall({ folder, name, tag: journal.tag, replaces, bytes, md5, modifiedMs })
  if (path === null) throw damaged(key)
  return { path, sizeBytes, checked: md5 === null ? 'size' : 'hash' }
}

async function received({ signal, down }: ServerContext, { facts, body }: OpenObject): Promise<Uint8Array> {
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const all: Buffer[] = []
  try {
    for await (const { chunks, sizeBytes } of gathered(body, pieceBytes)) {
      await down.spend(sizeBytes, signal)
      all.push(...chunks)
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  const bytes = Buffer.concat(all)
  if (bytes.byteLength !== facts.sizeBytes) throw cutShort(facts.key)
  return bytes
}
