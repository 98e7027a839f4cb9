/** Versions as they are stored, and finding one. https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'
import type { Bucket } from './buckets.ts'
import { isVersionId, nullVersionId, ordinalOf } from './versionIds.ts'

export const checksumAlgorithmSchema = z.enum(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'])
export type ChecksumAlgorithm = z.infer<typeof checksumAlgorithmSchema>

export const checksumTypeSchema = z.enum(['FULL_OBJECT', 'COMPOSITE'])
export type ChecksumType = z.infer<typeof checksumTypeSchema>

/** What proves an object's bytes. `value` is base64, with `-N` behind it when it is composed of N parts'. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm
  readonly type: ChecksumType
  readonly value: string
}

export const objectHeadersSchema = z.object({
  contentType: z.string().optional(),
  cacheControl: z.string().optional(),
  contentDisposition: z.string().optional(),
  contentEncoding: z.string().optional(),
  contentLanguage: z.string().optional(),
  expires: z.string().optional(),
  websiteRedirect: z.string().optional(),
  /** User metadata by lower-case name, without `x-amz-meta-`; values as they came over the wire. */
  user: z.record(z.string(), z.string()),
})

/** What a writer says about an object and a reader gets back. */
export type ObjectHeaders = Readonly<z.infer<typeof objectHeadersSchema>>

export const tagsSchema = z.array(z.object({ key: z.string(), value: z.string() }))
export type Tag = Readonly<z.infer<typeof tagsSchema>[number]>

/** A column that holds JSON, parsed. */
export function jsonColumn<Value>(schema: z.ZodType<Value>): z.ZodType<Value, string> {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)
}

const flag = z.number().transform((value) => value === 1)

/** The columns that listings show. */
export const listedColumns =
  'key, rank, version_id, current, marker, modified_ms, size_bytes, etag, storage_class, checksum_algorithm, checksum_type'

export const listedRow = z
  .object({
    key: z.string(),
    rank: z.number(),
    version_id: z.string(),
    current: flag,
    marker: flag,
    modified_ms: z.number(),
    size_bytes: z.number(),
    etag: z.string(),
    storage_class: z.string(),
    checksum_algorithm: checksumAlgorithmSchema.nullable(),
    checksum_type: checksumTypeSchema.nullable(),
  })
  .transform((row) => ({
    key: row.key,
    rank: row.rank,
    versionId: row.version_id,
    current: row.current,
    marker: row.marker,
    modifiedMs: row.modified_ms,
    sizeBytes: row.size_bytes,
    etag: row.etag,
    storageClass: row.storage_class,
    checksumAlgorithm: row.checksum_algorithm,
    checksumType: row.checksum_type,
  }))

/** A version as a listing shows it; `etag` without quotes, `rank` smaller for newer ones. */
export type ListedVersion = Readonly<z.infer<typeof listedRow>>

const versionRow = z
  .looseObject({
    checksum: z.string().nullable(),
    headers: jsonColumn(objectHeadersSchema),
    tags: jsonColumn(tagsSchema),
  })
  .transform(({ checksum, headers, tags, ...row }) => {
    const listed = listedRow.parse(row)
    const { checksumAlgorithm: algorithm, checksumType: type } = listed
    const proof: Checksum | null =
      checksum !== null && algorithm && type ? { algorithm, type, value: checksum } : null
    return { ...listed, owner: -listed.rank, headers, tags, checksum: proof }
  })

/** A version with all that is known of it; `owner` is who its bytes belong to. */
export type Version = Readonly<z.infer<typeof versionRow>>

const byPlace = 'SELECT * FROM versions WHERE bucket = ? AND key = ? AND rank = ?'
const newest = 'SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY rank LIMIT 1'
const byNullId = `SELECT * FROM versions INDEXED BY null_versions WHERE bucket = ? AND key = ? AND version_id = 'null'`

/** The key's newest version, which may be a delete marker; null when it has none. */
export function currentVersion(db: Database, bucket: Bucket, key: string): Version | null {
  return db.get(versionRow, newest, bucket.id, key)
}

/** The key's version by id; null when it has none. Fails with InvalidArgument when no id looks like this. */
export function versionById(db: Database, bucket: Bucket, key: string, versionId: string): Version | null {
  if (!isVersionId(versionId)) {
    throw invalidArgument('versionId', versionId, 'Invalid version id specified')
  }
  if (versionId === nullVersionId) return db.get(versionRow, byNullId, bucket.id, key)
  const ordinal = ordinalOf(versionId)
  if (ordinal === null) return null
  const found = db.get(versionRow, byPlace, bucket.id, key, -ordinal)
  return found?.versionId === versionId ? found : null
}

/**
 * The version to read: the current one, or the one named. Fails as S3 does: NoSuchKey (with x-amz-delete-marker
 * when a marker is current), NoSuchVersion, or MethodNotAllowed for a marker that was named.
 */
export function requireVersion(db: Database, bucket: Bucket, key: string, versionId: string | null): Version {
  const version =
    versionId === null ? currentVersion(db, bucket, key) : versionById(db, bucket, key, versionId)
  if (version === null) throw missing(key, versionId)
  if (version.marker) throw behindMarker(version, versionId !== null)
  return version
}

function missing(key: string, versionId: string | null): Error {
  return versionId === null
    ? s3Error('NoSuchKey', undefined, { details: { Key: key } })
    : s3Error('NoSuchVersion', undefined, { details: { Key: key, VersionId: versionId } })
}

function behindMarker(marker: Version, named: boolean): Error {
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId }
  if (!named) return s3Error('NoSuchKey', undefined, { details: { Key: marker.key }, headers })
  const modified = { allow: 'DELETE', 'last-modified': new Date(marker.modifiedMs).toUTCString() }
  const details = { Method: 'GET', ResourceType: 'DeleteMarker' }
  return s3Error('MethodNotAllowed', undefined, { details, headers: { ...headers, ...modified } })
}
