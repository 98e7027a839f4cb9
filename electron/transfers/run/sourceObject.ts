/** An object of another server as the source of an upload: one version, pinned by its ETag. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Facts } from '../../../shared/model/facts.ts'
import { getObject, type VersionAddress } from '../../s3/readObject.ts'
import type { S3Server } from '../../s3/server.ts'
import type { PartDone } from '../tasks.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import { chunksOf } from './chunksOf.ts'
import { etagIsMd5 } from './comparable.ts'
import { etagOfParts } from './etagOfParts.ts'
import type { ByteSpan, Source, SourcePart } from './source.ts'

type From = { readonly server: S3Server; readonly address: VersionAddress; readonly facts: Facts }

/**
 * Failures of its reads: those of getObject, conflict (changed-meanwhile), offline (cut-short), unexpected
 * (damaged-on-the-way).
 */
export function objectSource({ server, address, facts }: From, signal: AbortSignal): Source {
  const { sizeBytes, modifiedMs, etag } = facts
  const told = { sizeBytes, modifiedMs: modifiedMs ?? 0 }
  const read = async ({ offset, length }: ByteSpan): Promise<SourcePart> => {
    const range = length === 0 ? null : { startByte: offset, endByte: offset + length - 1 }
    const { body } = await getObject(
      server,
      { ...address, range, ifMatch: etag },
      { signal, priority: 'transfer' },
    )
    const bytes = await allOf(body, signal).catch((error: unknown) => {
      throw server.failed(error, { operation: 'GetObject', bucket: address.bucket, key: address.key })
    })
    if (bytes.byteLength !== length) throw cutShort(address.key)
    return { bytes, md5: createHash('md5').update(bytes).digest('hex') }
  }
  return {
    name: address.key,
    facts: async () => told,
    whole: async (mostBytes) => {
      if (sizeBytes > mostBytes) return null
      const all = { offset: 0, length: sizeBytes }
      const { bytes, md5 } = await read(all)
      // Where its hash can't be told it is read twice: what comes alike is no damage.
      const isWhole = etagIsMd5(facts) ? md5 === etag : md5 === (await read(all)).md5
      if (!isWhole) throw damaged(address.key)
      return { bytes, md5, ...told }
    },
    part: read,
    spent: () => undefined,
    confirm: async (parts, partBytes) =>
      etagOfParts(parts) === etag || (await isAlike(parts, partBytes, sizeBytes, read)),
  }
}

async function allOf(body: Readable, signal: AbortSignal): Promise<Buffer> {
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Buffer[] = []
  for await (const chunk of chunksOf(body)) chunks.push(chunk)
  signal.removeEventListener('abort', stop)
  return Buffer.concat(chunks)
}

/** Read once more, each part is what it was. */
async function isAlike(
  parts: readonly PartDone[],
  partBytes: number,
  sizeBytes: number,
  read: (span: ByteSpan) => Promise<SourcePart>,
): Promise<boolean> {
  for (const { partNumber, md5: sent } of parts) {
    const offset = (partNumber - 1) * partBytes
    const { md5 } = await read({ offset, length: Math.min(partBytes, sizeBytes - offset) })
    if (md5 !== sent) return false
  }
  return true
}
