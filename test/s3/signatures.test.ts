/** Who may ask: signatures in headers and in URLs. */
import { sendSigned, signRequest, type RawRequest } from '../support/rawRequest.ts'
import { conformance, type Case } from './conformance.ts'

const minute = 60_000

/** The answer to a GET of `hello`, signed in some way: its status, and its text or error code. */
function readCase(how: Omit<RawRequest, 'path'>, s3: unknown): Case {
  return {
    s3,
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ 'a b+c': ['hello'] })
      const { status, code, body } = await raw({ path: `/${bucket}/a%20b%2Bc`, ...how })
      return [status, code ?? body.toString()]
    },
  }
}

conformance('signatures', {
  'a signature in the header is accepted': readCase({}, [200, 'hello']),
  'a signature in the URL is accepted': readCase({ signing: 'query' }, [200, 'hello']),
  'nobody is refused': readCase({ signing: 'none' }, [403, 'AccessDenied']),
  'a wrong secret is refused': readCase({ secretAccessKey: 'wrong' }, [403, 'SignatureDoesNotMatch']),
  'a wrong secret in a URL is refused': readCase({ signing: 'query', secretAccessKey: 'wrong' }, [
    403,
    'SignatureDoesNotMatch',
  ]),
  'an unknown key is refused': readCase({ accessKeyId: 'NOBODY' }, [403, 'InvalidAccessKeyId']),
  'a clock twenty minutes behind is refused': readCase({ signedAtMs: Date.now() - 20 * minute }, [
    403,
    'RequestTimeTooSkewed',
  ]),
  'a clock twenty minutes ahead is refused': readCase({ signedAtMs: Date.now() + 20 * minute }, [
    403,
    'RequestTimeTooSkewed',
  ]),
  'a clock ten minutes behind is accepted': readCase({ signedAtMs: Date.now() - 10 * minute }, [
    200,
    'hello',
  ]),
  'a URL is good until it expires': readCase(
    { signing: 'query', signedAtMs: Date.now() - 20 * minute, expiresInSeconds: 3600 },
    [200, 'hello'],
  ),
  'a URL that has expired is refused': readCase(
    { signing: 'query', signedAtMs: Date.now() - 2 * minute, expiresInSeconds: 60 },
    [403, 'AccessDenied'],
  ),
  'a URL for more than a week is refused': readCase({ signing: 'query', expiresInSeconds: 8 * 24 * 3600 }, [
    400,
    'AuthorizationQueryParametersError',
  ]),
  'a URL for another key is refused': {
    s3: [403, 'SignatureDoesNotMatch'],
    async observe({ server, bucketWith }) {
      const { bucket } = await bucketWith({ a: ['hello'], b: ['secret'] })
      const signed = signRequest(server, { path: `/${bucket}/a`, signing: 'query' })
      const { status, code } = await sendSigned(server, {
        ...signed,
        target: signed.target.replace('/a?', '/b?'),
      })
      return [status, code]
    },
  },
  'a URL uploads': {
    s3: [200, 'hello'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      const path = `/${bucket}/a`
      const { status } = await raw({ method: 'PUT', path, signing: 'query', body: 'hello' })
      return [status, (await raw({ path })).body.toString()]
    },
  },
  'a signature is for one host and port': {
    s3: [403, 'SignatureDoesNotMatch'],
    async observe({ server, bucketWith }) {
      const { bucket } = await bucketWith({ a: ['hello'] })
      const signed = signRequest(server, { path: `/${bucket}/a` })
      const headers = { ...signed.headers, host: '127.0.0.1:1' }
      const { status, code } = await sendSigned(server, { ...signed, headers })
      return [status, code]
    },
  },
  'a header that changes the meaning must be signed': {
    s3: [403, 'AccessDenied'],
    async observe({ server, bucketWith }) {
      const { bucket } = await bucketWith({ a: ['hello'], b: ['other'] })
      const signed = signRequest(server, { method: 'PUT', path: `/${bucket}/c`, body: '' })
      const headers = { ...signed.headers, 'x-amz-copy-source': `${bucket}/a` }
      const { status, code } = await sendSigned(server, { ...signed, headers })
      return [status, code]
    },
  },
  'a parameter that was added is refused': {
    s3: [403, 'SignatureDoesNotMatch'],
    async observe({ server, bucketWith }) {
      const { bucket, versionIds } = await bucketWith({ a: ['one', 'two'] })
      const signed = signRequest(server, { path: `/${bucket}/a`, signing: 'query' })
      const target = `${signed.target}&versionId=${versionIds['a']?.[0]}`
      const { status, code } = await sendSigned(server, { ...signed, target })
      return [status, code]
    },
  },
  'an error says which request it was': {
    s3: true,
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      const { headers, body } = await raw({ path: `/${bucket}/nothing` })
      const id = headers['x-amz-request-id']
      return id !== undefined && body.toString().includes(`<RequestId>${id}</RequestId>`)
    },
  },
})
