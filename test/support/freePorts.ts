/** Ports nobody listens on. */
import { once } from 'node:events'
import { createServer } from 'node:net'

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ host: '127.0.0.1', port, exclusive: true })
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/** Below the ports that outgoing connections take. */
const lowest = 20_000
const highest = 32_000

/** A port that is free together with all of those at these distances behind it. */
export async function findFreePort(distances: readonly number[]): Promise<number> {
  const span = Math.max(...distances)
  for (;;) {
    const base = lowest + Math.floor(Math.random() * (highest - lowest - span))
    const free = await Promise.all(distances.map(async (distance) => await isFree(base + distance)))
    if (free.every(Boolean)) return base
  }
}
