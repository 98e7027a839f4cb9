/** The HTTP server: on 127.0.0.1 only, keeping connections, ending only when every answer is out. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { answerRequest, type ExchangeContext } from './exchange.ts'

export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  /** Takes no more requests; resolves when those under way are answered, or cut off after a few seconds. */
  readonly close: () => Promise<void>
}

type Context = Omit<ExchangeContext, 'nextRequestId'>

const host = '127.0.0.1'
const idleMs = 75_000
const stalledMs = 5 * 60_000
const graceMs = 3_000

/** Starts to serve. Port 0 takes a free one. Rejects when the port is taken. */
export async function startServer(context: Context, port: number): Promise<RunningServer> {
  const underWay = new Set<Promise<void>>()
  const exchangeContext = { ...context, nextRequestId: requestIds() }
  const handle = (incoming: IncomingMessage, response: ServerResponse, waits: boolean): void => {
    const exchange = answerRequest(exchangeContext, incoming, response, waits)
    underWay.add(exchange)
    void exchange.finally(() => underWay.delete(exchange))
  }
  // A big upload takes as long as it takes: only a connection on which nothing moves is given up.
  const options = { keepAliveTimeout: idleMs, requestTimeout: 0, maxHeaderSize: 64 * 1024 }
  const server = createServer(options, (incoming, response) => handle(incoming, response, false))
  server.on('checkContinue', (incoming, response) => handle(incoming, response, true))
  server.setTimeout(stalledMs)
  return {
    endpoint: `http://${host}:${await listen(server, port)}`,
    async close() {
      await closeServer(server)
      await Promise.all(underWay)
    },
  }
}

const addressInUse = z.object({ code: z.literal('EADDRINUSE') })
const boundAddress = z.object({ port: z.number() })

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host, port, exclusive: true })
  await once(server, 'listening').catch((cause: unknown) => {
    const taken = addressInUse.safeParse(cause).success
    throw taken ? new Error(`port ${port} is taken`, { cause }) : cause
  })
  return boundAddress.parse(server.address()).port
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const grace = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(grace)
}

/** Sixteen digits, different for each request and from one start to the next. */
function requestIds(): () => string {
  let next = randomBytes(6).readUIntBE(0, 6)
  return () => (next++).toString(16).toUpperCase().padStart(16, '0')
}
