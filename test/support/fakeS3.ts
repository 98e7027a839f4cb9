/** A server that answers as a test says, and Strata's own client pointed at it. */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Server } from '../../electron/s3/server.ts'
import { s3ServerFor } from './s3ServerFor.ts'

export type FakeS3 = { readonly server: S3Server; readonly close: () => void }

export async function startFakeS3(answer: RequestListener): Promise<FakeS3> {
  const http = createServer(answer).listen(0, '127.0.0.1')
  await once(http, 'listening')
  // Listening on TCP it has an address with a port.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = http.address() as AddressInfo
  const server = s3ServerFor({
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: 'a',
    secretAccessKey: 'b',
  })
  return {
    server,
    close() {
      server.close()
      http.closeAllConnections()
      http.close()
    },
  }
}
