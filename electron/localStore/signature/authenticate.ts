/**
 * Who sent this, and is it what they signed? Signature Version 4 in the Authorization header or in the query.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
import { timingSafeEqual, type KeyObject } from 'node:crypto'
import type { S3Request } from '../http/request.ts'
import { s3Error } from '../s3Error.ts'
import { canonicalRequest, scopeText, sign, signingKey, stringToSign, type Scope } from './canonical.ts'
import type { SeedSignature } from './chunks.ts'
import type { Claim } from './claim.ts'
import { readHeaderClaim, unsupportedMechanism } from './headerClaim.ts'
import { readQueryClaim } from './queryClaim.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** What a verified signature says about the body that follows. */
interface Proof {
  readonly payload: string
  readonly seed: SeedSignature
}

export type Authenticate = (request: S3Request, nowMs: number) => Proof

/**
 * Verifies requests against the one pair of keys there is. Fails with AccessDenied (anonymous, expired, unsigned
 * x-amz-* headers), InvalidAccessKeyId, RequestTimeTooSkewed, SignatureDoesNotMatch, or a word on what is malformed.
 */
export function authenticator({ accessKeyId, secretAccessKey }: Credentials): Authenticate {
  const keyFor = signingKeys(secretAccessKey)
  return (request, nowMs) => {
    const claim = readClaim(request)
    if (claim.accessKeyId !== accessKeyId) {
      throw s3Error('InvalidAccessKeyId', undefined, { details: { AWSAccessKeyId: claim.accessKeyId } })
    }
    checkTime(claim, nowMs)
    checkSignedHeaders(claim, request)
    const key = keyFor(claim.scope)
    checkSignature(claim, request, key)
    const { payload, scope, timestamp, signature } = claim
    return { payload, seed: { key, scope, timestamp, signature } }
  }
}

/** Today's key is asked for again and again; it is kept. */
function signingKeys(secretAccessKey: string): (scope: Scope) => KeyObject {
  let last: { readonly scope: string; readonly key: KeyObject } | null = null
  return (scope) => {
    const text = scopeText(scope)
    if (last?.scope !== text) last = { scope: text, key: signingKey(secretAccessKey, scope) }
    return last.key
  }
}

function readClaim(request: S3Request): Claim {
  const authorization = request.headers.get('authorization')
  const presigned = request.query.has('X-Amz-Algorithm') || request.query.has('X-Amz-Signature')
  if (request.headers.has('x-amz-security-token') || request.query.has('X-Amz-Security-Token')) {
    throw s3Error('InvalidToken', 'These credentials have no session token.')
  }
  if (authorization !== undefined && presigned) {
    throw s3Error(
      'InvalidArgument',
      'Only one auth mechanism allowed: the query or the Authorization header.',
    )
  }
  if (authorization !== undefined) return readHeaderClaim(request, authorization)
  if (presigned) return readQueryClaim(request)
  if (request.query.has('AWSAccessKeyId')) throw unsupportedMechanism()
  throw s3Error('AccessDenied')
}

const allowedSkewMs = 15 * 60 * 1000

function checkTime(claim: Claim, nowMs: number): void {
  const serverTime = new Date(nowMs).toISOString()
  if (claim.expiresInMs === null) {
    if (Math.abs(nowMs - claim.signedAtMs) <= allowedSkewMs) return
    const details = {
      RequestTime: claim.timestamp,
      ServerTime: serverTime,
      MaxAllowedSkewMilliseconds: String(allowedSkewMs),
    }
    throw s3Error('RequestTimeTooSkewed', undefined, { details })
  }
  if (claim.signedAtMs - nowMs > allowedSkewMs) throw s3Error('AccessDenied', 'Request is not yet valid')
  const expiresMs = claim.signedAtMs + claim.expiresInMs
  if (nowMs > expiresMs) {
    const details = { Expires: new Date(expiresMs).toISOString(), ServerTime: serverTime }
    throw s3Error('AccessDenied', 'Request has expired', { details })
  }
}

/** Nobody on the way may add what changes the meaning of a request. */
function checkSignedHeaders(claim: Claim, request: S3Request): void {
  const signed = new Set(claim.signedHeaders)
  const unsigned = [...request.headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && !signed.has(name),
  )
  if (!signed.has('host')) unsigned.push('host')
  if (unsigned.length === 0) return
  const message = 'There were headers present in the request which were not signed'
  throw s3Error('AccessDenied', message, { details: { HeadersNotSigned: unsigned.join(', ') } })
}

function checkSignature(claim: Claim, request: S3Request, key: KeyObject): void {
  const canonical = canonicalRequest({
    method: request.method,
    path: request.path,
    query: claim.query,
    headers: claim.signedHeaders.map((name) => [name, request.headers.get(name) ?? ''] as const),
    payload: claim.payload,
  })
  const text = stringToSign(claim.timestamp, claim.scope, canonical)
  const expected = sign(key, text)
  if (claim.timestamp.startsWith(claim.scope.date) && isEqual(expected, claim.signature)) return
  throw s3Error('SignatureDoesNotMatch', undefined, {
    details: { StringToSign: text, SignatureProvided: claim.signature, CanonicalRequest: canonical },
  })
}

function isEqual(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given))
}
