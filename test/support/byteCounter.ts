/** A way to a server that counts the bytes on it. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import type { TestServer } from './testServer.ts'

export type ByteCounter = TestServer & {
  readonly bytes: { up: number; down: number }
  readonly stop: () => void
}

export async function countBytes(server: TestServer): Promise<ByteCounter> {
  const bytes = { up: 0, down: 0 }
  const { hostname, port } = new URL(server.endpoint)
  const relay = createServer((near) => {
    const far = connect(Number(port), hostname)
    near.on('data', (chunk) => (bytes.up += chunk.length)).pipe(far)
    far.on('data', (chunk) => (bytes.down += chunk.length)).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  // Listening on TCP it has an address with a port.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port: ownPort } = relay.address() as AddressInfo
  return { ...server, endpoint: `http://127.0.0.1:${ownPort}`, bytes, stop: () => relay.close() }
}
