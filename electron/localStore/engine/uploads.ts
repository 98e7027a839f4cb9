/**
 * Uploads in parts: made, filled, completed or aborted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { compareKeys } from '../../../shared/key.ts'
import type { Database } from '../../storage/sqlite.ts'
import { s3Error } from '../s3Error.ts'
import type { BlobFiles } from './blobFiles.ts'
import type { Bucket } from './buckets.ts'
import { disown } from './contents.ts'
import type { Transaction } from './groupCommit.ts'
import { laterKey } from './keyOrder.ts'
import { afterMarker, collectPage, emptyPage, type Page, type PageQuery } from './page.ts'
import {
  checksumAlgorithmSchema,
  checksumTypeSchema,
  jsonColumn,
  objectHeadersSchema,
  tagsSchema,
  type ChecksumAlgorithm,
  type ChecksumType,
  type ObjectHeaders,
  type Tag,
} from './versions.ts'

const uploadRow = z
  .object({
    bucket: z.number(),
    key: z.string(),
    upload_id: z.string(),
    id: z.number(),
    initiated_ms: z.number(),
    storage_class: z.string(),
    checksum_algorithm: checksumAlgorithmSchema.nullable(),
    checksum_type: checksumTypeSchema.nullable(),
    headers: jsonColumn(objectHeadersSchema),
    tags: jsonColumn(tagsSchema),
  })
  .transform((row) => ({
    key: row.key,
    uploadId: row.upload_id,
    id: row.id,
    initiatedMs: row.initiated_ms,
    storageClass: row.storage_class,
    checksumAlgorithm: row.checksum_algorithm,
    checksumType: row.checksum_type,
    headers: row.headers,
    tags: row.tags,
  }))

export type Upload = Readonly<z.infer<typeof uploadRow>>

const partRow = z
  .object({
    number: z.number(),
    owner: z.number(),
    modified_ms: z.number(),
    size_bytes: z.number(),
    etag: z.string(),
    checksum: z.string().nullable(),
  })
  .transform(({ modified_ms: modifiedMs, size_bytes: sizeBytes, ...rest }) => ({
    ...rest,
    modifiedMs,
    sizeBytes,
  }))

/** A part; `checksum` is of the upload's algorithm, `owner` who its bytes belong to. */
export type Part = Readonly<z.infer<typeof partRow>>

interface NewUpload {
  readonly key: string
  readonly storageClass: string
  readonly checksumAlgorithm: ChecksumAlgorithm | null
  readonly checksumType: ChecksumType | null
  readonly headers: ObjectHeaders
  readonly tags: readonly Tag[]
}

/** Starts an upload; its id. Ids of one key sort in the order of their starts, as listings show them. */
export function createUpload(tx: Transaction, bucket: Bucket, upload: NewUpload): string {
  const id = tx.nextId()
  const uploadId = id.toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
  tx.db.run(
    'INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    bucket.id,
    upload.key,
    uploadId,
    id,
    tx.nowMs,
    upload.storageClass,
    upload.checksumAlgorithm,
    upload.checksumType,
    JSON.stringify(upload.headers),
    JSON.stringify(upload.tags),
  )
  return uploadId
}

/** The upload, or NoSuchUpload. */
export function requireUpload(db: Database, bucket: Bucket, key: string, uploadId: string): Upload {
  const sql = 'SELECT * FROM uploads WHERE bucket = ? AND key = ? AND upload_id = ?'
  const upload = db.get(uploadRow, sql, bucket.id, key, uploadId)
  if (upload === null) throw s3Error('NoSuchUpload', undefined, { details: { UploadId: uploadId } })
  return upload
}

export interface NewPart {
  readonly number: number
  readonly sizeBytes: number
  readonly etag: string
  readonly checksum: string | null
  /** Gives the bytes to their new owner. */
  readonly own: (tx: Transaction, owner: number) => void
}

/** Puts a part, in the place of an earlier one of that number. */
export function putPart(tx: Transaction, files: BlobFiles, upload: Upload, part: NewPart): void {
  const owner = tx.nextId()
  part.own(tx, owner)
  const replaced = findPart(tx.db, upload, part.number)
  if (replaced) disown(tx, files, replaced.owner)
  const { number, sizeBytes, etag, checksum } = part
  const values = [upload.id, number, owner, tx.nowMs, sizeBytes, etag, checksum]
  tx.db.run('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)', ...values)
}

export function findPart(db: Database, upload: Upload, number: number): Part | null {
  return db.get(partRow, 'SELECT * FROM parts WHERE upload = ? AND number = ?', upload.id, number)
}

/** Up to `limit` parts behind the number `after`, by number. */
export function listParts(db: Database, upload: Upload, after: number, limit: number): readonly Part[] {
  const sql = 'SELECT * FROM parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?'
  return db.all(partRow, sql, upload.id, after, limit)
}

/** Ends an upload: its parts' bytes go, unless someone else owns them by now. */
export function removeUpload(tx: Transaction, files: BlobFiles, bucket: Bucket, upload: Upload): void {
  for (const part of listParts(tx.db, upload, 0, -1)) disown(tx, files, part.owner)
  tx.db.run('DELETE FROM parts WHERE upload = ?', upload.id)
  const sql = 'DELETE FROM uploads WHERE bucket = ? AND key = ? AND upload_id = ?'
  tx.db.run(sql, bucket.id, upload.key, upload.uploadId)
}

/** Ends every upload of a bucket that is to be deleted. */
export function removeUploads(tx: Transaction, files: BlobFiles, bucket: Bucket): void {
  for (const upload of tx.db.all(uploadRow, 'SELECT * FROM uploads WHERE bucket = ?', bucket.id)) {
    removeUpload(tx, files, bucket, upload)
  }
}

/** Where a listing of uploads starts: behind a key, or behind one upload of it. */
export interface UploadsStart {
  readonly keyMarker: string | null
  readonly uploadIdMarker: string | null
}

/** A page of uploads by key, then by when they were started. */
export function listUploads(
  db: Database,
  bucket: Bucket,
  query: PageQuery,
  start: UploadsStart,
): Page<Upload> {
  const sql = 'SELECT * FROM uploads WHERE bucket = ? AND (key, upload_id) > (?, ?) ORDER BY key, upload_id'
  const rowsBehind = (key: string, uploadId: string): Iterable<Upload> =>
    db.each(uploadRow, sql, bucket.id, key, uploadId)
  const place = uploadsPlace(query, start)
  if (place === null) return emptyPage
  return collectPage(query, rowsBehind(place.key, place.uploadId), (key) => rowsBehind(key, ''))
}

function uploadsPlace(
  query: PageQuery,
  { keyMarker, uploadIdMarker }: UploadsStart,
): { key: string; uploadId: string } | null {
  if (keyMarker === null || compareKeys(keyMarker, query.prefix) < 0) {
    return { key: query.prefix, uploadId: '' }
  }
  if (uploadIdMarker !== null) return { key: keyMarker, uploadId: uploadIdMarker }
  const least = afterMarker(query, keyMarker)
  return least === null ? null : { key: laterKey(least, query.prefix), uploadId: '' }
}
