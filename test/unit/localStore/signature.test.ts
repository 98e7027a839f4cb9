import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readRequest } from '../../../electron/localStore/http/request.ts'
import { authenticator } from '../../../electron/localStore/signature/authenticate.ts'

/** The requests that AWS publishes together with their signatures. */
const published = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const publishedAtMs = Date.UTC(2013, 4, 24)
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'

function verify(method: string, url: string, headers: Record<string, string>, signature: string): unknown {
  const all = { host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z', ...headers }
  const signedHeaders = Object.keys(all).sort().join(';')
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signedHeaders},Signature=${signature}`
  const request = readRequest({ method, url, headers: { ...all, authorization } })
  return authenticator(published)(request, publishedAtMs)
}

describe('signatures that AWS publishes', () => {
  it('a GET of a range', () => {
    const headers = { range: 'bytes=0-9', 'x-amz-content-sha256': emptyHash }
    verify('GET', '/test.txt', headers, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
  })

  it('a PUT of a key with a dollar sign', () => {
    const headers = {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    }
    verify(
      'PUT',
      '/test%24file.text',
      headers,
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    )
  })

  it('a GET of a subresource', () => {
    const headers = { 'x-amz-content-sha256': emptyHash }
    verify('GET', '/?lifecycle', headers, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543')
  })

  it('a listing with parameters', () => {
    const headers = { 'x-amz-content-sha256': emptyHash }
    const signature = '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'
    verify('GET', '/?max-keys=2&prefix=J', headers, signature)
    expect(() => verify('GET', '/?max-keys=3&prefix=J', headers, signature)).toThrow('does not match')
  })

  it('a presigned URL, until it expires', () => {
    const url =
      '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
      `&X-Amz-Credential=${encodeURIComponent(credential)}` +
      '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
      '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'
    const request = readRequest({ method: 'GET', url, headers: { host: 'examplebucket.s3.amazonaws.com' } })
    const authenticate = authenticator(published)
    authenticate(request, publishedAtMs + 86_400_000)
    expect(() => authenticate(request, publishedAtMs + 86_400_001)).toThrow('Request has expired')
  })
})

const sentSchema = z.object({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()).default({}),
  headers: z.record(z.string(), z.string()),
})

/** Signs a command as the SDK does; nothing is sent. */
async function signed(send: (client: S3Client) => Promise<unknown>): Promise<z.infer<typeof sentSchema>> {
  let sent: unknown = null
  const client = new S3Client({
    endpoint: 'http://127.0.0.1:9000',
    region: 'eu-central-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: published,
    requestHandler: {
      async handle(request: unknown) {
        sent = request
        throw new Error('captured')
      },
    },
  })
  await expect(send(client)).rejects.toThrow('captured')
  return sentSchema.parse(sent)
}

function accepts(request: z.infer<typeof sentSchema>): void {
  const query = Object.entries(request.query).map((pair) => pair.map(encodeURIComponent).join('='))
  const url = query.length === 0 ? request.path : `${request.path}?${query.join('&')}`
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  authenticator(published)(readRequest({ method: request.method, url, headers }), Date.now())
}

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const headerValue = fc.stringMatching(/^[\x21-\x7e]([ \x21-\x7e]{0,20}[\x21-\x7e])?$/)

describe('what the SDK signs', () => {
  it('is accepted for any key and version id', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (Key, VersionId) => {
        accepts(
          await signed(
            async (client) => await client.send(new GetObjectCommand({ Bucket: 'bucket', Key, VersionId })),
          ),
        )
      }),
    )
  })

  it('is accepted for any listing', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, text, async (Prefix, Delimiter, KeyMarker) => {
        accepts(
          await signed(
            async (client) =>
              await client.send(
                new ListObjectVersionsCommand({ Bucket: 'bucket', Prefix, Delimiter, KeyMarker }),
              ),
          ),
        )
      }),
    )
  })

  it('is accepted with any metadata, and refused when one value changes', async () => {
    await fc.assert(
      fc.asyncProperty(word, headerValue, fc.uint8Array(), async (name, value, Body) => {
        const Metadata = { [name]: value }
        const request = await signed(
          async (client) =>
            await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'a', Body, Metadata })),
        )
        accepts(request)
        const headers = { ...request.headers, [`x-amz-meta-${name}`]: `${value}x` }
        expect(() => accepts({ ...request, headers })).toThrow('does not match')
      }),
    )
  })

  it('is accepted for a copy of a version', async () => {
    accepts(
      await signed(
        async (client) =>
          await client.send(
            new CopyObjectCommand({ Bucket: 'b', Key: 'k', CopySource: 'b/a%20b?versionId=x' }),
          ),
      ),
    )
  })
})
