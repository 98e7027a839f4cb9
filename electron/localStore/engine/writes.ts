/**
 * Putting and deleting, with S3's rules for versions: an enabled bucket keeps everything; elsewhere what is
 * written has the id `null` and replaces the key's `null` version, wherever in its history that lies.
 */
import type { Database } from '../../storage/sqlite.ts'
import type { BlobFiles } from './blobFiles.ts'
import type { Bucket } from './buckets.ts'
import { disown } from './contents.ts'
import type { Transaction } from './groupCommit.ts'
import { makeVersionId, nullVersionId } from './versionIds.ts'
import { versionById, type Checksum, type ObjectHeaders, type Tag, type Version } from './versions.ts'

/** A version to be written. */
export interface NewVersion {
  readonly key: string
  readonly sizeBytes: number
  /** Without quotes. */
  readonly etag: string
  readonly storageClass: string
  readonly checksum: Checksum | null
  readonly headers: ObjectHeaders
  readonly tags: readonly Tag[]
  /** When S3 says it was made, if that isn't now: an upload in parts bears the time it was started. */
  readonly modifiedMs?: number
  /** Gives the bytes to their new owner. */
  readonly own: (tx: Transaction, owner: number) => void
}

/** What a write made; `versionId` is what the answer names, null where S3 names none. */
export interface Written {
  readonly versionId: string | null
  readonly modifiedMs: number
}

const marker = {
  sizeBytes: 0,
  etag: '',
  storageClass: 'STANDARD',
  checksum: null,
  headers: { user: {} },
  tags: [],
  own: () => {},
} as const satisfies Omit<NewVersion, 'key'>

/** Puts a version on top of its key's history. */
export function putVersion(tx: Transaction, files: BlobFiles, bucket: Bucket, version: NewVersion): Written {
  const { versionId, modifiedMs } = putOnTop(tx, files, bucket, version, false)
  return { versionId: bucket.versioning === 'enabled' ? versionId : null, modifiedMs }
}

/** What a DELETE without a version id did: `marker` is the id of the delete marker it made, if any. */
export interface Deleted {
  readonly marker: string | null
}

/**
 * Deletes a key: a delete marker on top (even of another marker, even where there is no such key); in a bucket
 * that never kept versions the object is gone for good; in a suspended one so is the `null` version.
 */
export function deleteKey(tx: Transaction, files: BlobFiles, bucket: Bucket, key: string): Deleted {
  if (bucket.versioning !== 'never') {
    return { marker: putOnTop(tx, files, bucket, { ...marker, key }, true).versionId }
  }
  removeVersion(tx, files, bucket, key, nullVersionId)
  return { marker: null }
}

/** Destroys one version for good; whether it was a marker, or null when there is no such version. */
export function removeVersion(
  tx: Transaction,
  files: BlobFiles,
  bucket: Bucket,
  key: string,
  versionId: string,
): { readonly marker: boolean } | null {
  const version = versionById(tx.db, bucket, key, versionId)
  if (version === null) return null
  tx.db.run('DELETE FROM versions WHERE bucket = ? AND key = ? AND rank = ?', bucket.id, key, version.rank)
  disown(tx, files, version.owner)
  if (version.current) markNewest(tx.db, bucket, key, 1)
  return { marker: version.marker }
}

const newestRank = '(SELECT min(rank) FROM versions WHERE bucket = ?1 AND key = ?2)'

function markNewest(db: Database, bucket: Bucket, key: string, current: 0 | 1): void {
  const sql = `UPDATE versions SET current = ?3 WHERE bucket = ?1 AND key = ?2 AND rank = ${newestRank}`
  db.run(sql, bucket.id, key, current)
}

function putOnTop(
  tx: Transaction,
  files: BlobFiles,
  bucket: Bucket,
  version: NewVersion,
  isMarker: boolean,
): { versionId: string; modifiedMs: number } {
  const ordinal = tx.nextId()
  const versionId = bucket.versioning === 'enabled' ? makeVersionId(ordinal) : nullVersionId
  // The bytes first: they may be those of the very version that is replaced.
  version.own(tx, ordinal)
  if (versionId === nullVersionId) removeVersion(tx, files, bucket, version.key, nullVersionId)
  markNewest(tx.db, bucket, version.key, 0)
  const modifiedMs = version.modifiedMs ?? tx.nowMs
  insert(tx.db, bucket, version, { ordinal, versionId, isMarker, modifiedMs })
  return { versionId, modifiedMs }
}

interface Place {
  readonly ordinal: number
  readonly versionId: string
  readonly isMarker: boolean
  readonly modifiedMs: number
}

function insert(db: Database, bucket: Bucket, version: NewVersion, place: Place): void {
  db.run(
    'INSERT INTO versions VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    bucket.id,
    version.key,
    -place.ordinal,
    place.versionId,
    place.isMarker ? 1 : 0,
    place.modifiedMs,
    version.sizeBytes,
    version.etag,
    version.storageClass,
    version.checksum?.algorithm ?? null,
    version.checksum?.type ?? null,
    version.checksum?.value ?? null,
    JSON.stringify(version.headers),
    JSON.stringify(version.tags),
  )
}

/** Replaces the tags of a version, which stays the version it is. */
export function replaceTags(tx: Transaction, bucket: Bucket, version: Version, tags: readonly Tag[]): void {
  const sql = 'UPDATE versions SET tags = ? WHERE bucket = ? AND key = ? AND rank = ?'
  tx.db.run(sql, JSON.stringify(tags), bucket.id, version.key, version.rank)
}
