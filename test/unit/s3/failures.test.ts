import { describe, expect, it } from 'vitest'
import { s3Failure } from '../../../electron/s3/failures.ts'

const subject = { operation: 'GetObject', host: 's3.example.com', bucket: 'b', key: 'k' }
const serverError = (Code: string, httpStatusCode: number, message = 'UnknownError') =>
  Object.assign(new Error(message), { name: Code, Code, $metadata: { httpStatusCode, requestId: 'r1' } })

describe('a server error', () => {
  it.each([
    ['SignatureDoesNotMatch', 403, 'signed-out', 'wrong-secret'],
    ['InvalidAccessKeyId', 403, 'signed-out', 'unknown-access-key'],
    ['AccessDenied', 403, 'access-denied', 'access-denied'],
    ['NoSuchBucket', 404, 'not-found', 'bucket-gone'],
    ['NoSuchKey', 404, 'not-found', 'key-gone'],
    ['NoSuchVersion', 404, 'not-found', 'version-gone'],
    ['SlowDown', 503, 'throttled', 'slow-down'],
    ['RequestTimeTooSkewed', 403, 'signed-out', 'clock-off'],
    ['PreconditionFailed', 412, 'conflict', 'changed-meanwhile'],
    ['NotImplemented', 501, 'unsupported', 'not-implemented'],
    ['AccessControlListNotSupported', 400, 'unsupported', 'no-acls'],
    ['BadDigest', 400, 'unexpected', 'damaged-on-the-way'],
    ['InvalidObjectState', 403, 'conflict', 'cold'],
  ])('%s (%i) is %s: %s', (code, status, failureCode, reason) => {
    const failure = s3Failure(serverError(code, status), subject)
    expect([failure.code, failure.reason]).toEqual([failureCode, reason])
    expect(failure.server).toEqual({ code, httpStatus: status, requestId: 'r1', operation: 'GetObject' })
  })

  it('without a body is told by its status and by what was asked for', () => {
    const bare = (status: number) =>
      Object.assign(new Error('UnknownError'), { name: 'NotFound', $metadata: { httpStatusCode: status } })
    expect(s3Failure(bare(404), subject).reason).toBe('key-gone')
    expect(s3Failure(bare(404), { ...subject, key: null }).reason).toBe('bucket-gone')
    expect(s3Failure(bare(403), subject).code).toBe('access-denied')
    expect(s3Failure(bare(503), subject).code).toBe('throttled')
  })

  it('nobody knows keeps what the server said, and never its placeholder', () => {
    expect(s3Failure(serverError('Weird', 400, 'the moon is full'), subject).message).toContain(
      'the moon is full',
    )
    expect(s3Failure(serverError('Weird', 400), subject).message).not.toContain('UnknownError')
  })
})

describe('a network error', () => {
  it.each([
    ['ENOTFOUND', 'unknown-host'],
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'connection-lost'],
    ['EPIPE', 'connection-lost'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-name'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['EPROTO', 'tls-protocol'],
  ])('%s is offline: %s, and names the server', (code, reason) => {
    const failure = s3Failure(Object.assign(new Error('x'), { code }), subject)
    expect([failure.code, failure.reason]).toEqual(['offline', reason])
    expect(failure.message).toContain('s3.example.com')
  })

  it('of a cancelled request is cancelled, nothing else', () => {
    expect(s3Failure(Object.assign(new Error('x'), { name: 'AbortError' }), subject).code).toBe('cancelled')
  })
})
