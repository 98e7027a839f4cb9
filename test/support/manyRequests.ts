/** Very many signed requests to a server, faster than the SDK can send them. */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { signRequest, type RawRequest } from './rawRequest.ts'
import type { TestServer } from './testServer.ts'

export interface Connections {
  /** Answers with how many bytes came; throws what isn't a success. */
  readonly send: (server: TestServer, raw: RawRequest) => Promise<number>
  /** Makes that many calls, as many at once as there are connections; how many they were a second. */
  readonly rate: (total: number, call: (index: number) => Promise<unknown>) => Promise<number>
  readonly close: () => void
}

export function openConnections(atOnce: number): Connections {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  return {
    send: (server, raw) => sendBy(agent, server, raw),
    async rate(total, call) {
      let next = 0
      const started = performance.now()
      const worker = async (): Promise<void> => {
        while (next < total) await call(next++)
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
      return (total / (performance.now() - started)) * 1000
    },
    close: () => agent.destroy(),
  }
}

async function sendBy(agent: Agent, server: TestServer, raw: RawRequest): Promise<number> {
  const { method, target, headers } = signRequest(server, raw)
  const { hostname: host, port } = new URL(server.endpoint)
  const body = raw.body ?? ''
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ host, port, method, path: target, headers: { ...headers, ...length }, agent }, resolve)
      .on('error', reject)
      .end(body)
  })
  let bytes = 0
  incoming.on('data', (chunk: Buffer) => (bytes += chunk.length))
  await new Promise((resolve) => incoming.once('end', resolve))
  if ((incoming.statusCode ?? 500) >= 300)
    throw new Error(`${method} ${target} answered ${incoming.statusCode}`)
  return bytes
}
