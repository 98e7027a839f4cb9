/**
 * A server between Strata and S3 that does what networks and servers do on bad days, by a seed: slow, cut off before
 * or after the server acted, cut in the middle, damaged on the way there, busy, or silent.
 */
import { once } from 'node:events'
import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Random } from './random.ts'
import type { TestServer } from './testServer.ts'

export const faults = [
  'slow',
  'reset-before',
  'reset-after',
  'truncated',
  'damaged-request',
  'damaged-answer',
  'internal-error',
  'slow-down',
  'silent',
] as const
/** `damaged-body`: of an object; what the server says of itself goes through. */
export type Fault = (typeof faults)[number] | 'damaged-body'

export type FaultProxy = TestServer & {
  /** What was done to requests so far. */
  readonly done: readonly Fault[]
  /** From now on everything goes through as it is. */
  readonly calm: () => void
  readonly stop: () => Promise<void>
}

type Schedule = {
  readonly random: Random
  /** At most so many faults, so that every schedule ends. */
  readonly most: number
  /** One request in so many meets a fault. */
  readonly oneIn: number
  /** All unless given. */
  readonly faults?: readonly Fault[]
}

export async function startFaultProxy(server: TestServer, schedule: Schedule): Promise<FaultProxy> {
  const done: Fault[] = []
  let isCalm = false
  let burst: { fault: Fault; left: number } | null = null
  const next = (): Fault | null => {
    const { random, most, oneIn, faults: chosen = faults } = schedule
    if (isCalm || done.length >= most) return null
    if (burst !== null && burst.left > 0) {
      burst.left -= 1
      return burst.fault
    }
    if (random.below(oneIn) !== 0) return null
    const fault = random.pick(chosen)
    // Busy servers stay busy for a while.
    burst = fault === 'slow-down' || fault === 'internal-error' ? { fault, left: random.below(4) } : null
    return fault
  }
  const proxy = createServer((incoming, answer) => {
    const fault = next()
    if (fault !== null) done.push(fault)
    meet(server, incoming, answer, fault, schedule.random).catch(() => incoming.socket.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  // Listening on TCP it has an address with a port.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = proxy.address() as AddressInfo
  return {
    ...server,
    endpoint: `http://127.0.0.1:${port}`,
    done,
    calm: () => {
      isCalm = true
    },
    async stop() {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}

async function meet(
  server: TestServer,
  incoming: IncomingMessage,
  answer: ServerResponse,
  fault: Fault | null,
  random: Random,
): Promise<void> {
  const body = await buffer(incoming)
  switch (fault) {
    case 'reset-before':
      incoming.socket.destroy()
      return
    case 'silent':
      return
    case 'internal-error':
      answer.writeHead(500).end(errorXml('InternalError'))
      return
    case 'slow-down':
      answer.writeHead(503).end(errorXml('SlowDown'))
      return
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, 5 + random.below(30)))
      break
    case 'damaged-request':
    case 'damaged-answer':
    case 'damaged-body':
    case 'reset-after':
    case 'truncated':
    case null:
      break
  }
  const sent = fault === 'damaged-request' ? damaged(body, random) : body
  const { status, headers, bytes } = await pass(server, incoming, sent)
  if (fault === 'reset-after') {
    incoming.socket.destroy()
    return
  }
  answer.writeHead(status, headers)
  if (fault === 'truncated' && bytes.length > 1) {
    answer.write(bytes.subarray(0, bytes.length >> 1), () => incoming.socket.destroy())
    return
  }
  const isXml = headers['content-type']?.endsWith('xml') === true
  if (fault === 'damaged-answer' && isXml) answer.end(brokenXml(bytes))
  else if (fault === 'damaged-answer' || fault === 'damaged-body')
    answer.end(isXml ? bytes : damaged(bytes, random))
  else answer.end(bytes)
}

const errorXml = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`

/** One byte is another one. */
function damaged(body: Buffer, random: Random): Buffer {
  if (body.length === 0) return body
  const copy = Buffer.from(body)
  const at = random.below(copy.length)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** A tag that lost its beginning: what can be told from the text alone. */
function brokenXml(bytes: Buffer): Buffer {
  const at = bytes.lastIndexOf('</')
  if (at < 0) return bytes
  const copy = Buffer.from(bytes)
  copy[at] = 0x20
  return copy
}

type Passed = { readonly status: number; readonly headers: Record<string, string>; readonly bytes: Buffer }

/** On to the server, signed headers and all as they came. */
async function pass(server: TestServer, incoming: IncomingMessage, body: Buffer): Promise<Passed> {
  const { hostname, port } = new URL(server.endpoint)
  const { method = 'GET', url: path = '/', headers } = incoming
  const outgoing = sendRequest({ hostname, port, method, path, headers, agent: false })
  outgoing.end(body)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
  })
  const kept = Object.entries(answer.headers).filter(
    ([name]) => name !== 'transfer-encoding' && name !== 'connection',
  )
  return {
    status: answer.statusCode ?? 502,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    bytes: await buffer(answer),
  }
}
