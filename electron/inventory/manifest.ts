/**
 * The manifest of an S3 Inventory: which files it has, of which bucket, with which columns. Pure.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 */
import { z } from 'zod'
import {
  currentOnly,
  fieldsMissing,
  notAManifest,
  otherBucket,
  unsupportedFormat,
  wrongDate,
} from './inventoryFailures.ts'

const manifestFileSchema = z.object({
  key: z.string().min(1),
  size: z.number().nonnegative(),
  MD5checksum: z.string(),
})

const manifestSchema = z.object({
  sourceBucket: z.string(),
  creationTimestamp: z.coerce.number(),
  fileFormat: z.string(),
  fileSchema: z.string(),
  files: z.array(manifestFileSchema),
})

export type ManifestFile = { readonly key: string; readonly sizeBytes: number; readonly md5: string }

export type Manifest = {
  readonly createdMs: number
  readonly format: 'CSV' | 'Parquet'
  /** As the schema names them, in its order. */
  readonly columns: readonly string[]
  readonly files: readonly ManifestFile[]
}

const dayMs = 86_400_000

/** Failures: invalid-request (inventory-…), each with its own reason. `place` is only for words. */
export function parseManifest(text: string, place: string, bucket: string, nowMs: number): Manifest {
  const { sourceBucket, creationTimestamp, fileFormat, fileSchema, files } = readManifest(text, place)
  if (sourceBucket !== bucket) throw otherBucket(sourceBucket, bucket)
  const format = formatOf(fileFormat)
  const createdMs = creationTimestamp
  if (!Number.isFinite(createdMs) || createdMs <= 0 || createdMs > nowMs + dayMs) throw wrongDate()
  const columns = columnsOf(format, fileSchema)
  requireColumns(columns)
  return {
    createdMs,
    format,
    columns,
    files: files.map(({ key, size, MD5checksum }) => ({ key, sizeBytes: size, md5: MD5checksum })),
  }
}

function readManifest(text: string, place: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw notAManifest(place, { cause })
  }
}

function formatOf(format: string): 'CSV' | 'Parquet' {
  const known = (['CSV', 'Parquet'] as const).find((name) => name.toLowerCase() === format.toLowerCase())
  if (known === undefined) throw unsupportedFormat(format)
  return known
}

/** `Bucket, Key, VersionId…`, or `message s3.inventory { required binary bucket (UTF8); … }`. */
function columnsOf(format: 'CSV' | 'Parquet', schema: string): readonly string[] {
  if (format === 'CSV') return schema.split(',').map((name) => name.trim())
  return [...schema.matchAll(/(?:required|optional)\s+\w+\s+(\w+)/g)].map(([, name = '']) => name)
}

/** `LastModifiedDate` and `last_modified_date` are the same column. */
export const fieldOf = (column: string): string => column.replaceAll('_', '').toLowerCase()

const versionFields = ['VersionId', 'IsLatest', 'IsDeleteMarker']
const neededFields = ['Bucket', 'Key', 'Size', 'LastModifiedDate', 'ETag']

export function requireColumns(columns: readonly string[]): void {
  const known = new Set(columns.map(fieldOf))
  const missing = (names: readonly string[]) => names.filter((name) => !known.has(fieldOf(name)))
  if (missing(versionFields).length === versionFields.length && missing(['Bucket', 'Key']).length === 0)
    throw currentOnly()
  const lacking = missing([...neededFields, ...versionFields])
  if (lacking.length > 0) throw fieldsMissing(lacking)
}
