/** A signature in the Authorization header. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html */
import type { S3Request } from '../http/request.ts'
import { s3Error } from '../s3Error.ts'
import { algorithm } from './canonical.ts'
import { parseCredential, parseTimestamp, type Claim } from './claim.ts'

/** Signature Version 2, most likely, which S3 gives up too. */
export function unsupportedMechanism(): Error {
  const message =
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.'
  return s3Error('InvalidRequest', message)
}

/** Fails with InvalidRequest, AuthorizationHeaderMalformed or AccessDenied (no date). */
export function readHeaderClaim({ headers, query }: S3Request, authorization: string): Claim {
  if (!authorization.startsWith(`${algorithm} `)) throw unsupportedMechanism()
  const fields = readFields(authorization.slice(algorithm.length))
  const credential = parseCredential(fields.get('Credential') ?? '')
  const signedHeaders = fields.get('SignedHeaders')
  const signature = fields.get('Signature')
  if (!credential || !signedHeaders || !signature) throw s3Error('AuthorizationHeaderMalformed')
  const timestamp = headers.get('x-amz-date') ?? ''
  const signedAtMs = parseTimestamp(timestamp)
  if (signedAtMs === null) {
    throw s3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header.')
  }
  const payload = headers.get('x-amz-content-sha256')
  if (payload === undefined) {
    throw s3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256')
  }
  return {
    ...credential,
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp,
    signedAtMs,
    expiresInMs: null,
    payload,
    query: [...query],
  }
}

function readFields(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((field) => {
      const [name = '', ...value] = field.trim().split('=')
      return [name, value.join('=')] as const
    }),
  )
}
