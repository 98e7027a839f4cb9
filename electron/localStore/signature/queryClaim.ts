/** A signature in the query, as presigned URLs bear it. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
import type { S3Request } from '../http/request.ts'
import { s3Error } from '../s3Error.ts'
import { algorithm } from './canonical.ts'
import { parseCredential, parseTimestamp, unsignedPayload, type Claim } from './claim.ts'

/** The parameters that carry a signature; they never mean an operation. */
export const signatureParameters: ReadonlySet<string> = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  'X-Amz-Content-Sha256',
  'X-Amz-Security-Token',
])

const longestSeconds = 7 * 24 * 3600

/** Fails with AuthorizationQueryParametersError. */
export function readQueryClaim({ headers, query }: S3Request): Claim {
  const parameter = (name: string): string => {
    const value = query.get(name)
    if (!value) throw s3Error('AuthorizationQueryParametersError', `Missing query parameter ${name}`)
    return value
  }
  if (parameter('X-Amz-Algorithm') !== algorithm) {
    throw s3Error('AuthorizationQueryParametersError', `X-Amz-Algorithm only supports "${algorithm}"`)
  }
  const credential = parseCredential(parameter('X-Amz-Credential'))
  const timestamp = parameter('X-Amz-Date')
  const signedAtMs = parseTimestamp(timestamp)
  if (!credential || signedAtMs === null) throw s3Error('AuthorizationQueryParametersError')
  const payload = headers.get('x-amz-content-sha256') ?? query.get('X-Amz-Content-Sha256')
  return {
    ...credential,
    signedHeaders: parameter('X-Amz-SignedHeaders').split(';'),
    signature: parameter('X-Amz-Signature'),
    timestamp,
    signedAtMs,
    expiresInMs: readExpiry(parameter('X-Amz-Expires')),
    payload: payload ?? unsignedPayload,
    query: [...query].filter(([name]) => name !== 'X-Amz-Signature'),
  }
}

function readExpiry(text: string): number {
  const seconds = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (seconds >= 0 && seconds <= longestSeconds) return seconds * 1000
  throw s3Error(
    'AuthorizationQueryParametersError',
    `X-Amz-Expires must be between 0 and ${longestSeconds} seconds`,
  )
}
