/** Signed requests that no client library would send, sent exactly as written. */
import type { KeyObject } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import {
  canonicalRequest,
  scopeText,
  sha256,
  sign,
  signingKey,
  stringToSign,
} from '../../electron/localStore/signature/canonical.ts'
import type { TestServer } from './testServer.ts'

export interface RawRequest {
  readonly method?: string
  /** As it goes over the wire: percent-encoded, never normalised. */
  readonly path: string
  /** Decoded. */
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** What the signature says about the body: its hash, unless given. */
  readonly payload?: string
  /** `none`: anonymous. */
  readonly signing?: 'header' | 'query' | 'none'
  /** When it is signed; now unless given. */
  readonly signedAtMs?: number
  /** For `query`. */
  readonly expiresInSeconds?: number
  /** Instead of the server's own. */
  readonly secretAccessKey?: string
  readonly accessKeyId?: string
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
  /** S3's error code, if the body has one. */
  readonly code: string | null
}

/** The parts of a signed request, ready to be sent or tampered with. */
export interface SignedRequest {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** What signed chunks go on from. */
  readonly seed: {
    readonly key: KeyObject
    readonly scope: { date: string; region: string }
    readonly timestamp: string
    readonly signature: string
  }
}

const region = 'us-east-1'

/** Signs a request for a server without sending it. */
export function signRequest(server: TestServer, raw: RawRequest): SignedRequest {
  const { method = 'GET', signing = 'header' } = raw
  const host = new URL(server.endpoint).host
  const timestamp = new Date(raw.signedAtMs ?? Date.now()).toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = { date: timestamp.slice(0, 8), region }
  const credential = `${raw.accessKeyId ?? server.accessKeyId}/${scopeText(scope)}`
  const payload = raw.payload ?? (signing === 'query' ? 'UNSIGNED-PAYLOAD' : sha256(raw.body ?? ''))
  const query: Record<string, string> = { ...raw.query }
  const headers: Record<string, string> = { host, ...raw.headers }
  if (signing === 'header')
    Object.assign(headers, { 'x-amz-date': timestamp, 'x-amz-content-sha256': payload })
  const signedHeaders = Object.keys(headers)
    .filter((name) => name === 'host' || name.startsWith('x-amz-'))
    .sort()
  if (signing === 'query') {
    Object.assign(query, {
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': credential,
      'X-Amz-Date': timestamp,
      'X-Amz-Expires': String(raw.expiresInSeconds ?? 60),
      'X-Amz-SignedHeaders': signedHeaders.join(';'),
    })
  }
  const canonical = canonicalRequest({
    method,
    path: decodeURIComponent(raw.path),
    query: Object.entries(query),
    headers: signedHeaders.map((name) => [name, headers[name] ?? ''] as const),
    payload,
  })
  const key = signingKey(raw.secretAccessKey ?? server.secretAccessKey, scope)
  const signature = sign(key, stringToSign(timestamp, scope, canonical))
  if (signing === 'query') query['X-Amz-Signature'] = signature
  if (signing === 'header') {
    headers['authorization'] =
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  }
  const parameters = Object.entries(query).map(([name, value]) =>
    value === '' ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  const target = parameters.length === 0 ? raw.path : `${raw.path}?${parameters.join('&')}`
  return { method, target, headers, seed: { key, scope, timestamp, signature } }
}

/** Sends what was signed; `headers` go over the signed ones. */
export async function sendSigned(
  server: TestServer,
  { method, target, headers }: SignedRequest,
  body: string | Uint8Array = '',
): Promise<RawAnswer> {
  const { hostname: host, port } = new URL(server.endpoint)
  const length = body.length > 0 ? { 'content-length': Buffer.byteLength(body) } : {}
  const options = { host, port, method, path: target, headers: { ...length, ...headers }, agent: false }
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(options, resolve).on('error', reject).end(body)
  })
  const bytes = await buffer(incoming)
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
    ),
    body: bytes,
    code: /<Code>(.*?)<\/Code>/.exec(bytes.toString())?.[1] ?? null,
  }
}

/** Signs and sends. */
export async function rawRequest(server: TestServer, raw: RawRequest): Promise<RawAnswer> {
  return await sendSigned(server, signRequest(server, raw), raw.body)
}
