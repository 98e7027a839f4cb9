/** A server between Strata and S3 that does to each request what a test wants: overlooks headers, refuses, loses answers. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { rawRequest } from './rawRequest.ts'
import type { TestServer } from './testServer.ts'

export type Asked = {
  readonly method: string
  /** Path and query as they came. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * `deafTo`: these headers, or parts of the query, are overlooked. `lost`: the server acts, and its answer never
 * arrives. `veiled`: ETags are no hashes, as where a KMS has the key.
 */
export type Meddling =
  | 'pass'
  | { readonly deafTo: readonly string[] }
  | 'lost'
  | 'veiled'
  | { readonly status: number; readonly code: string; readonly headers?: Readonly<Record<string, string>> }

export type MeddlingProxy = TestServer & {
  readonly asked: readonly Asked[]
  readonly stop: () => Promise<void>
}

/** `meddle` may do something of its own before a request goes on. Whatever goes on is signed anew. */
export async function startMeddlingProxy(
  server: TestServer,
  meddle: (request: Asked) => Meddling | Promise<Meddling>,
): Promise<MeddlingProxy> {
  const asked: Asked[] = []
  const proxy = createServer((incoming, answer) => {
    handle(incoming, answer).catch(() => incoming.socket.destroy())
  })
  const handle = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await buffer(incoming)
    const request = requestOf(incoming)
    asked.push(request)
    const meddling = await meddle(request)
    if (typeof meddling === 'object' && 'status' in meddling) {
      const { status, code, headers } = meddling
      answer.writeHead(status, headers).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`)
      return
    }
    const deafTo = typeof meddling === 'object' ? meddling.deafTo : []
    const isVeiled = meddling === 'veiled'
    const sent = isVeiled && request.method === 'POST' ? turned(body) : body
    const passed = await rawRequest(server, { ...signable(request, deafTo), body: sent })
    if (meddling === 'lost') {
      incoming.socket.destroy()
      return
    }
    const headers = answerHeaders(passed.headers)
    if (!isVeiled) return void answer.writeHead(passed.status, headers).end(passed.body)
    const isXml = headers['content-type']?.includes('xml') === true
    const veil = { etag: turnedText(headers['etag'] ?? ''), 'x-amz-server-side-encryption': 'aws:kms' }
    answer.writeHead(passed.status, { ...headers, ...veil }).end(isXml ? turned(passed.body) : passed.body)
  }
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  // Listening on TCP it has an address with a port.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = proxy.address() as AddressInfo
  return {
    ...server,
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    async stop() {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}

/** A hash read backwards: turned twice it is what it was. */
const turnedText = (text: string): string =>
  text.replaceAll(/[0-9a-f]{32}/g, (hash) => hash.split('').toReversed().join(''))
/** In bodies that go either way: the ETags alone. */
const turned = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString().replaceAll(/<ETag>[^<]*/g, (etag) => turnedText(etag)))

function requestOf({ method = 'GET', url = '/', headers }: IncomingMessage): Asked {
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
  return { method, target: url, headers: Object.fromEntries(named) }
}

/** Made anew with the signature, or of the connection alone. */
const ownHeaders = new Set([
  'host',
  'authorization',
  'x-amz-date',
  'x-amz-content-sha256',
  'content-length',
  'connection',
  'expect',
])

function signable({ method, target, headers }: Asked, deafTo: readonly string[]) {
  const url = new URL(target, 'http://any')
  for (const name of deafTo) url.searchParams.delete(name)
  const kept = Object.entries(headers).filter(([name]) => !ownHeaders.has(name) && !deafTo.includes(name))
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(kept),
  }
}

/** Without what the connection's own end says. */
function answerHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const own = new Set(['transfer-encoding', 'connection', 'keep-alive'])
  const named = Object.entries(headers).map(([name, value]) => [name, value ?? ''] as const)
  return Object.fromEntries(named.filter(([name]) => !own.has(name)))
}
