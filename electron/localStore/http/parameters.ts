/** Query parameters and headers with a meaning of their own, read once and the same way everywhere. */
import { checksumAlgorithmNamed } from '../body/checksums.ts'
import type { ChecksumAlgorithm } from '../engine/versions.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'
import type { S3Request } from './request.ts'

const most = 1000

/** `max-keys` and its like: 1,000 unless given, at most 1,000. Fails with InvalidArgument. */
export function readLimit({ query }: S3Request, name: string): number {
  const text = query.get(name) || String(most)
  if (!/^\d{1,10}$/.test(text) || Number(text) > 0x7fffffff) {
    throw invalidArgument(name, text, `Provided ${name} not an integer or within integer range`)
  }
  return Math.min(Number(text), most)
}

/** Whether keys are wanted percent-encoded. Fails with InvalidArgument. */
export function readUrlEncoding({ query }: S3Request): boolean {
  const type = query.get('encoding-type')
  if (type !== undefined && type !== 'url') {
    throw invalidArgument('encoding-type', type, 'Invalid Encoding Method specified in Request')
  }
  return type === 'url'
}

/** The version a request names, or null. Fails with InvalidArgument for an empty id. */
export function readVersionId({ query }: S3Request): string | null {
  const versionId = query.get('versionId')
  if (versionId === '') throw invalidArgument('versionId', '', 'Version id cannot be the empty string')
  return versionId ?? null
}

const classes = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'GLACIER_IR',
  'DEEP_ARCHIVE',
])

/** Fails with InvalidStorageClass. */
export function readStorageClass({ headers }: S3Request): string {
  const storageClass = headers.get('x-amz-storage-class') ?? 'STANDARD'
  if (!classes.has(storageClass)) {
    throw s3Error('InvalidStorageClass', undefined, { details: { StorageClassRequested: storageClass } })
  }
  return storageClass
}

/** Classes whose objects must be retrieved before they can be read; the store has no retrieval. */
const coldClasses = new Set(['GLACIER', 'DEEP_ARCHIVE'])

export function isCold(storageClass: string): boolean {
  return coldClasses.has(storageClass)
}

/** The most an object or a part may have in one request, and a copy's source. */
export const largestBytes = 5 * 1024 ** 3

/** Fails with EntityTooLarge, before a byte was read. */
export function checkUploadSize(sizeBytes: number): void {
  if (sizeBytes <= largestBytes) return
  const details = { ProposedSize: String(sizeBytes), MaxSizeAllowed: String(largestBytes) }
  throw s3Error('EntityTooLarge', undefined, { details })
}

/** `COPY` unless given. Fails with InvalidArgument. */
export function readDirective({ headers }: S3Request, name: string): 'COPY' | 'REPLACE' {
  const directive = headers.get(name) ?? 'COPY'
  if (directive === 'COPY' || directive === 'REPLACE') return directive
  throw invalidArgument(
    name,
    directive,
    `Unknown ${name === 'x-amz-tagging-directive' ? 'tagging' : 'metadata'} directive.`,
  )
}

/** The algorithm a request asks for; null for none. Fails with InvalidRequest. */
export function readChecksumAlgorithm({ headers }: S3Request): ChecksumAlgorithm | null {
  const name = headers.get('x-amz-checksum-algorithm')
  if (name === undefined) return null
  const algorithm = checksumAlgorithmNamed(name)
  if (algorithm) return algorithm
  throw s3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.')
}
