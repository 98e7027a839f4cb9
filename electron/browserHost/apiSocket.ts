/** The contract over a WebSocket, for our own page only. */
import { RPCHandler } from '@orpc/server/ws'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { router } from '../api/router.ts'
import type { Services } from '../services.ts'
import type { Access } from './access.ts'

const mostMessageBytes = 8 * 1024 ** 2

/** The page offers two subprotocols: the name, and the secret that a cookie does not carry. */
const protocolName = 'strata'

function secretOf(request: IncomingMessage): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return offered[0] === protocolName ? offered[1] : undefined
}

export function openApiSocket(
  server: Server,
  services: Services,
  access: Access,
): { readonly close: () => void } {
  const handler = new RPCHandler(router)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    handleProtocols: () => protocolName,
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const welcome =
      request.url === '/api' && access.isOurHost(request) && access.isOurPage(request, secretOf(request))
    if (!welcome) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate())
      void handler.upgrade(webSocket, { context: { services } })
    })
  })
  return {
    close: () => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}
