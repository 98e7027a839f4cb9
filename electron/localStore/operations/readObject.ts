/** Reading an object: its bytes, a range of them, or only what is said about it. */
import { requireBucket, type Bucket } from '../engine/buckets.ts'
import { openSegments, segmentsOf, slice } from '../engine/contents.ts'
import { requireVersion, type Version } from '../engine/versions.ts'
import { emptyAnswer, type Answer, type AnswerHeaders } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { isUnchanged } from '../http/conditions.ts'
import { overriddenHeaders, overrideParameters, versionHeaders } from '../http/objectHeaders.ts'
import { isCold, readVersionId } from '../http/parameters.ts'
import { readRange, type ByteRange } from '../http/range.ts'
import type { S3Request } from '../http/request.ts'
import { s3Error } from '../s3Error.ts'

interface Found {
  readonly version: Version
  /** All of it, unless a range is wanted. */
  readonly range: ByteRange
  readonly status: 200 | 206 | 304
  readonly headers: AnswerHeaders
}

/** Finds what a read asks for; what can be wrong with it is the same for GET and HEAD. */
function find({ engine, request, bucketName, key }: Call): Found {
  const bucket = requireBucket(engine.db, bucketName)
  const version = requireVersion(engine.db, bucket, key, readVersionId(request))
  const whole = { start: 0, length: version.sizeBytes }
  if (isUnchanged(request, version)) {
    return { version, range: whole, status: 304, headers: unchangedHeaders(bucket, version) }
  }
  const range = readRange(request.headers.get('range'), version.sizeBytes)
  const { start, length } = range ?? whole
  const headers = {
    ...versionHeaders(version, bucket.versioning !== 'never', range === null && wantsChecksum(request)),
    ...overriddenHeaders(request),
    'content-length': String(length),
    ...(range && { 'content-range': `bytes ${start}-${start + length - 1}/${version.sizeBytes}` }),
  }
  return { version, range: { start, length }, status: range ? 206 : 200, headers }
}

const keptWhenUnchanged = new Set(['etag', 'last-modified', 'cache-control', 'expires', 'x-amz-version-id'])

function unchangedHeaders(bucket: Bucket, version: Version): AnswerHeaders {
  const all = versionHeaders(version, bucket.versioning !== 'never', false)
  return Object.fromEntries(Object.entries(all).filter(([name]) => keptWhenUnchanged.has(name)))
}

function wantsChecksum({ headers }: S3Request): boolean {
  return headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED'
}

/** API_GetObject. Fails with InvalidObjectState for a class that must be retrieved first. */
function getObject(call: Call): Answer {
  const { version, range, status, headers } = find(call)
  if (status === 304) return emptyAnswer(status, headers)
  if (isCold(version.storageClass)) {
    throw s3Error('InvalidObjectState', undefined, { details: { StorageClass: version.storageClass } })
  }
  const { db, files } = call.engine
  const segments = slice(segmentsOf(db, version.owner), range.start, range.length)
  return { kind: 'content', status, headers, content: openSegments(db, files, segments) }
}

/** API_HeadObject. */
function headObject(call: Call): Answer {
  const { status, headers } = find(call)
  return emptyAnswer(status, headers)
}

const accepts = ['versionId', ...overrideParameters]

export const readObjectOperations: readonly Operation[] = [
  { name: 'GetObject', method: 'GET', on: 'object', accepts, run: getObject },
  { name: 'HeadObject', method: 'HEAD', on: 'object', accepts, run: headObject },
]
