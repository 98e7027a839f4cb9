/** Buckets: their names, their versioning state, and that only an empty one can go. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { s3Error } from '../s3Error.ts'
import type { Transaction } from './groupCommit.ts'

const bucketRow = z
  .object({
    id: z.number(),
    name: z.string(),
    created_ms: z.number(),
    location: z.string(),
    versioning: z.enum(['never', 'enabled', 'suspended']),
  })
  .transform(({ created_ms: createdMs, ...rest }) => ({ ...rest, createdMs }))

export type Bucket = Readonly<z.infer<typeof bucketRow>>
/** A bucket that was enabled once can be suspended, never brought back to `never`. */
type Versioning = Bucket['versioning']

const namePattern = /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  return namePattern.test(name)
}

export function findBucket(db: Database, name: string): Bucket | null {
  return db.get(bucketRow, 'SELECT * FROM buckets WHERE name = ?', name)
}

/** The bucket, or NoSuchBucket. */
export function requireBucket(db: Database, name: string): Bucket {
  const bucket = findBucket(db, name)
  if (bucket === null) throw s3Error('NoSuchBucket', undefined, { details: { BucketName: name } })
  return bucket
}

/** Up to `limit` buckets in the order of their names, those with the prefix and after `after`. */
export function listBuckets(db: Database, query: { prefix: string; after: string; limit: number }): Bucket[] {
  return db.all(
    bucketRow,
    'SELECT * FROM buckets WHERE name > ? AND substr(name, 1, length(?2)) = ?2 ORDER BY name LIMIT ?3',
    query.after,
    query.prefix,
    query.limit,
  )
}

/** Fails with InvalidBucketName or BucketAlreadyOwnedByYou. `location` is empty for us-east-1. */
export function createBucket(tx: Transaction, name: string, location: string): Bucket {
  if (!isBucketName(name)) {
    throw s3Error('InvalidBucketName', undefined, { details: { BucketName: name } })
  }
  if (findBucket(tx.db, name)) {
    throw s3Error('BucketAlreadyOwnedByYou', undefined, { details: { BucketName: name } })
  }
  const id = tx.nextId()
  tx.db.run('INSERT INTO buckets VALUES (?, ?, ?, ?, ?)', id, name, tx.nowMs, location, 'never')
  return { id, name, createdMs: tx.nowMs, location, versioning: 'never' }
}

export function setVersioning(tx: Transaction, bucket: Bucket, versioning: Versioning): void {
  tx.db.run('UPDATE buckets SET versioning = ? WHERE id = ?', versioning, bucket.id)
}

/** Fails with BucketNotEmpty while it holds any version, a delete marker included. Its uploads must be gone. */
export function deleteBucket(tx: Transaction, bucket: Bucket): void {
  const any = tx.db.get(z.object({}), 'SELECT 1 FROM versions WHERE bucket = ? LIMIT 1', bucket.id)
  if (any) {
    const message = 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.'
    throw s3Error('BucketNotEmpty', message, { details: { BucketName: bucket.name } })
  }
  tx.db.run('DELETE FROM buckets WHERE id = ?', bucket.id)
}
