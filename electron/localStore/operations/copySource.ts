/** The source of a copy: which version, whether its conditions hold, and proofs of its bytes. */
import { createHash } from 'node:crypto'
import type { Database } from '../../storage/sqlite.ts'
import { startDigest } from '../body/checksums.ts'
import { requireBucket, type Bucket } from '../engine/buckets.ts'
import { openSegments, segmentsOf, slice } from '../engine/contents.ts'
import type { Engine } from '../engine/engine.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { requireVersion, versionById, type ChecksumAlgorithm, type Version } from '../engine/versions.ts'
import type { AnswerHeaders } from '../http/answer.ts'
import { checkCopyConditions } from '../http/conditions.ts'
import { isCold, largestBytes } from '../http/parameters.ts'
import type { ByteRange } from '../http/range.ts'
import type { S3Request } from '../http/request.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'

/** `/bucket/key?versionId=…`, percent-encoded, as `x-amz-copy-source` has it. */
interface SourceName {
  readonly bucketName: string
  readonly key: string
  readonly versionId: string | null
}

/** Fails with InvalidArgument. */
function readSourceName({ headers }: S3Request): SourceName {
  const header = headers.get('x-amz-copy-source') ?? ''
  const [, path, versionId] = /^(.*?)(?:\?versionId=(.*))?$/s.exec(header) ?? []
  const decoded = decode(path ?? '', header).replace(/^\//, '')
  const slash = decoded.indexOf('/')
  if (slash < 1 || slash === decoded.length - 1) throw badSource(header)
  return {
    bucketName: decoded.slice(0, slash),
    key: decoded.slice(slash + 1),
    versionId: versionId === undefined ? null : decode(versionId, header),
  }
}

function decode(text: string, header: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badSource(header)
  }
}

function badSource(header: string): Error {
  return invalidArgument(
    'x-amz-copy-source',
    header,
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
  )
}

export interface Source {
  readonly bucket: Bucket
  readonly version: Version
  /** Whether the copy names a version, and so isn't of whatever is current. */
  readonly named: boolean
}

/**
 * Finds the source. Fails as a read does, with InvalidRequest for a delete marker that was named, PreconditionFailed,
 * ObjectNotInActiveTierError for a class that must be retrieved first.
 */
function findSource(db: Database, request: S3Request): Source {
  const { bucketName, key, versionId } = readSourceName(request)
  const bucket = requireBucket(db, bucketName)
  if (versionId !== null && versionById(db, bucket, key, versionId)?.marker) {
    const message =
      'The source of a copy request may not specifically refer to a delete marker by version id.'
    throw s3Error('InvalidRequest', message)
  }
  const version = requireVersion(db, bucket, key, versionId)
  checkCopyConditions(request, version)
  if (isCold(version.storageClass)) throw s3Error('ObjectNotInActiveTierError')
  return { bucket, version, named: versionId !== null }
}

/** What is known of the bytes of a copy; `etag` as of an object that was put in one request. */
export interface BytesProof {
  readonly etag: string
  /** Base64; null when none is wanted. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | null
}

/**
 * Finds a copy's source, proves its bytes (which may take a while) and commits the copy if the source is still the
 * same version then; else starts again with what it is by now.
 */
export async function commitCopy<Result>(
  engine: Engine,
  request: S3Request,
  prove: (source: Source) => Promise<BytesProof>,
  copy: (tx: Transaction, source: Source, proof: BytesProof) => Result,
): Promise<Result> {
  for (;;) {
    const found = findSource(engine.db, request)
    const proof = await prove(found)
    const outcome = await engine.commit((tx) => {
      const source = findSource(tx.db, request)
      return source.version.owner === found.version.owner ? { result: copy(tx, source, proof) } : null
    })
    if (outcome) return outcome.result
  }
}

const plainEtag = /^[0-9a-f]{32}$/

/** Proves bytes of a version: from what is known of it where that is enough, else by reading them. */
export async function proveBytes(
  engine: Engine,
  version: Version,
  range: ByteRange,
  algorithm: ChecksumAlgorithm | null,
): Promise<BytesProof> {
  const known = version.checksum?.type === 'FULL_OBJECT' ? version.checksum : null
  const whole = range.length === version.sizeBytes
  if (whole && plainEtag.test(version.etag) && (algorithm === null || known?.algorithm === algorithm)) {
    return { etag: version.etag, checksum: algorithm === null ? null : known }
  }
  return await readProof(engine, version, range, algorithm)
}

async function readProof(
  { db, files }: Engine,
  version: Version,
  range: ByteRange,
  algorithm: ChecksumAlgorithm | null,
): Promise<BytesProof> {
  const content = openSegments(db, files, slice(segmentsOf(db, version.owner), range.start, range.length))
  const md5 = createHash('md5')
  const checksum = algorithm === null ? null : startDigest(algorithm)
  try {
    for await (const chunk of content.chunks()) {
      md5.update(chunk)
      checksum?.update(chunk)
    }
  } finally {
    content.release()
  }
  const value = checksum?.digest().toString('base64')
  return {
    etag: md5.digest('hex'),
    checksum: algorithm === null || value === undefined ? null : { algorithm, value },
  }
}

/** Fails with InvalidRequest above 5 GiB: such a source is copied in parts. */
export function checkCopySize(sizeBytes: number): void {
  if (sizeBytes <= largestBytes) return
  const message = `The specified copy source is larger than the maximum allowable size for a copy source: ${largestBytes}`
  throw s3Error('InvalidRequest', message)
}

/** Names the version that was copied, where its bucket keeps versions. */
export function sourceVersionHeader({ bucket, version }: Source): AnswerHeaders {
  return bucket.versioning === 'never' ? {} : { 'x-amz-copy-source-version-id': version.versionId }
}
