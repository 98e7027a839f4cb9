/** Entries as rows and back: ids and ETags in half the bytes, classes and owners by number. */
import { z } from 'zod'
import { ownerSchema, type VersionEntry } from '../../shared/model/version.ts'
import type { Database } from '../storage/sqlite.ts'
import { bytesSchema } from './keyBytes.ts'
import { eventKinds, type Event } from './keyFacts.ts'
import type { IndexStore } from './indexStore.ts'
import { wordId } from './words.ts'

const base64Id = /^[A-Za-z0-9_-]{32}$/
const md5 = /^[0-9a-f]{32}$/

export function packId(versionId: string): string | Uint8Array {
  return base64Id.test(versionId) ? Buffer.from(versionId, 'base64url') : versionId
}

const unpack = (packed: string | Uint8Array, encoding: 'base64url' | 'hex'): string =>
  typeof packed === 'string'
    ? packed
    : Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString(encoding)

const insertVersion = 'INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'

/** Writes one entry of the key with this label. */
export function insertEntry(
  store: IndexStore,
  place: { readonly key: number; readonly seq: number },
  entry: VersionEntry,
  event: Event,
): void {
  const { etag, owner } = entry
  store.database.run(
    insertVersion,
    place.key,
    place.seq,
    packId(entry.versionId),
    entry.modifiedMs,
    eventKinds[event.kind],
    event.bytes,
    etag !== null && md5.test(etag) ? Buffer.from(etag, 'hex') : etag,
    wordId(store, entry.storageClass),
    wordId(store, owner === null ? null : JSON.stringify(owner)),
  )
}

const packed = z.union([z.string(), bytesSchema])

/** What `versionColumns` select, from `versions` under the name v. */
export const versionRow = z.object({
  versionId: packed,
  modifiedMs: z.number(),
  kind: z.number(),
  bytes: z.number(),
  etag: packed.nullable(),
  storageClass: z.string().nullable(),
  owner: z.string().nullable(),
})
export type VersionRow = z.infer<typeof versionRow>

export const versionColumns = `
  v.version_id AS versionId, v.modified_ms AS modifiedMs, v.kind AS kind, v.bytes AS bytes, v.etag AS etag,
  (SELECT word FROM words WHERE id = v.class) AS storageClass,
  (SELECT word FROM words WHERE id = v.owner) AS owner`

export const isMarkerKind = (kind: number): boolean => kind >= eventKinds.deleted

export function entryOf(key: string, row: VersionRow, isLatest: boolean): VersionEntry {
  const isMarker = isMarkerKind(row.kind)
  return {
    key,
    versionId: unpack(row.versionId, 'base64url'),
    isMarker,
    isLatest,
    modifiedMs: row.modifiedMs,
    sizeBytes: isMarker ? null : row.bytes,
    etag: row.etag === null ? null : unpack(row.etag, 'hex'),
    storageClass: row.storageClass,
    owner: row.owner === null ? null : ownerSchema.parse(JSON.parse(row.owner)),
  }
}

/** All entries of the key with this label, newest first. */
export function entriesOf(database: Database, key: string, id: number): readonly VersionEntry[] {
  const sql = `SELECT ${versionColumns} FROM versions v WHERE v.key = ? ORDER BY v.seq DESC`
  return database.all(versionRow, sql, id).map((row, at) => entryOf(key, row, at === 0))
}
