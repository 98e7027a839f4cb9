/** An object of another server as the source of an upload: one version, pinned by its ETag. */
import { createHash } from 'node:crypto'
import type { Facts } from '../../../shared/model/facts.ts'
import { getObject, type VersionAddress } from '../../s3/readObject.ts'
import type { S3Server } from '../../s3/server.ts'
import { chunksOf } from './chunksOf.ts'
import { cutShort } from './arrivalFailures.ts'
import type { ByteSpan, Source, SourcePart } from './source.ts'

type From = { readonly server: S3Server; readonly address: VersionAddress; readonly facts: Facts }

/** Failures of its reads: those of getObject, conflict (changed-meanwhile), offline (cut-short). */
export function objectSource({ server, address, facts }: From, signal: AbortSignal): Source {
  const { sizeBytes, modifiedMs, etag } = facts
  const told = { sizeBytes, modifiedMs: modifiedMs ?? 0 }
  const read = async ({ offset, length }: ByteSpan): Promise<SourcePart> => {
    const range = length === 0 ? null : { startByte: offset, endByte: offset + length - 1 }
    const pinned = { ...address, range, ifMatch: etag }
    const { body } = await getObject(server, pinned, { signal, priority: 'transfer' })
    const hash = createHash('md5')
    const chunks: Buffer[] = []
    for await (const bytes of chunksOf(body)) {
      hash.update(bytes)
      chunks.push(bytes)
    }
    const bytes = Buffer.concat(chunks)
    if (bytes.byteLength !== length) throw cutShort(address.key)
    return { bytes, md5: hash.digest('hex') }
  }
  return {
    name: address.key,
    facts: async () => told,
    whole: async (mostBytes) =>
      sizeBytes > mostBytes ? null : { ...(await read({ offset: 0, length: sizeBytes })), ...told },
    part: read,
  }
}
