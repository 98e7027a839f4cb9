/**
 * Version ids: 32 opaque characters for clients; for the store, the place of a version within its key. Because
 * the id itself tells the place, a listing goes on behind a version that was destroyed since the last page.
 */
import { randomBytes } from 'node:crypto'

/** The id of what was written while versioning was not enabled: a real id, at most one per key. */
export const nullVersionId = 'null'

const randomLength = 16
const shape = /^[A-Za-z0-9_-]{32}$/

/** A new id for an ordinal. It never starts with `-`, which command lines take for an option. */
export function makeVersionId(ordinal: number): string {
  const bytes = Buffer.alloc(randomLength + 8)
  randomBytes(randomLength).copy(bytes)
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f, 0)
  bytes.writeBigUInt64BE(BigInt(ordinal) ^ bytes.readBigUInt64BE(0), randomLength)
  return bytes.toString('base64url')
}

/** Whether a string could be a version id at all; S3 answers InvalidArgument when not. */
export function isVersionId(text: string): boolean {
  return text === nullVersionId || shape.test(text)
}

/** The ordinal in an id; null for `null` and for ids that this store can't have made. */
export function ordinalOf(versionId: string): number | null {
  if (!shape.test(versionId)) return null
  const bytes = Buffer.from(versionId, 'base64url')
  const ordinal = bytes.readBigUInt64BE(randomLength) ^ bytes.readBigUInt64BE(0)
  return ordinal <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(ordinal) : null
}
