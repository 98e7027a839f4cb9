/**
 * Conditional requests. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
import type { Version } from '../engine/versions.ts'
import { s3Error } from '../s3Error.ts'
import type { S3Request } from './request.ts'

/** Header names by role: reads and copy sources ask the same questions under different names. */
const readNames = {
  match: 'if-match',
  noneMatch: 'if-none-match',
  modifiedSince: 'if-modified-since',
  unmodifiedSince: 'if-unmodified-since',
} as const

const copyNames = {
  match: 'x-amz-copy-source-if-match',
  noneMatch: 'x-amz-copy-source-if-none-match',
  modifiedSince: 'x-amz-copy-source-if-modified-since',
  unmodifiedSince: 'x-amz-copy-source-if-unmodified-since',
} as const

type Names = typeof readNames | typeof copyNames

/** `failed`: 412. `unchanged`: 304 for reads. An entity tag outweighs a date. */
type Verdict = { readonly kind: 'holds' } | { readonly kind: 'failed' | 'unchanged'; readonly header: string }

function judge({ headers }: S3Request, names: Names, version: Version): Verdict {
  const match = headers.get(names.match)
  const noneMatch = headers.get(names.noneMatch)
  const unmodifiedSince = readDate(headers.get(names.unmodifiedSince))
  const modifiedSince = readDate(headers.get(names.modifiedSince))
  const modifiedMs = Math.floor(version.modifiedMs / 1000) * 1000
  if (match !== undefined) {
    if (!matches(match, version.etag)) return { kind: 'failed', header: names.match }
  } else if (unmodifiedSince !== null && modifiedMs > unmodifiedSince) {
    return { kind: 'failed', header: names.unmodifiedSince }
  }
  if (noneMatch !== undefined) {
    if (matches(noneMatch, version.etag)) return { kind: 'unchanged', header: names.noneMatch }
  } else if (modifiedSince !== null && modifiedMs <= modifiedSince) {
    return { kind: 'unchanged', header: names.modifiedSince }
  }
  return { kind: 'holds' }
}

/** A date that can't be read is no condition. */
function readDate(text: string | undefined): number | null {
  const timeMs = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(timeMs) ? null : timeMs
}

/** Whether a list of entity tags, quoted or not, or `*` holds this one. */
function matches(list: string, etag: string): boolean {
  return list.split(',').some((entry) => {
    const tag = entry.trim().replace(/^W\//, '')
    return tag === '*' || unquoted(tag) === etag
  })
}

/** An entity tag without its quotes, which clients leave out at times. */
export function unquoted(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1')
}

/** Whether a read is answered with 304. Fails with PreconditionFailed. */
export function isUnchanged(request: S3Request, version: Version): boolean {
  const verdict = judge(request, readNames, version)
  if (verdict.kind === 'failed') throw preconditionFailed(verdict.header)
  return verdict.kind === 'unchanged'
}

/** Fails with PreconditionFailed unless a copy's source is as its conditions want it. */
export function checkCopyConditions(request: S3Request, source: Version): void {
  const verdict = judge(request, copyNames, source)
  if (verdict.kind !== 'holds') throw preconditionFailed(verdict.header)
}

/** What a write wants of the key's current version. */
export interface WriteCondition {
  readonly match: string | null
  readonly absent: boolean
}

/** Reads `If-Match` and `If-None-Match: *` of a write. Fails with NotImplemented for any other `If-None-Match`. */
export function readWriteCondition({ headers }: S3Request): WriteCondition {
  const noneMatch = headers.get('if-none-match')
  if (noneMatch !== undefined && noneMatch !== '*') {
    throw s3Error('NotImplemented', undefined, { details: { Header: 'If-None-Match' } })
  }
  return { match: headers.get('if-match') ?? null, absent: noneMatch !== undefined }
}

/** Fails with PreconditionFailed, or NoSuchKey when there is no object to match. A delete marker is none. */
export function checkWriteCondition(condition: WriteCondition, key: string, current: Version | null): void {
  const existing = current?.marker === false ? current : null
  if (condition.absent && existing) throw preconditionFailed('If-None-Match')
  if (condition.match === null) return
  if (existing === null) throw s3Error('NoSuchKey', undefined, { details: { Key: key } })
  if (!matches(condition.match, existing.etag)) throw preconditionFailed('If-Match')
}

function preconditionFailed(header: string): Error {
  return s3Error('PreconditionFailed', undefined, { details: { Condition: header } })
}
