/** The channel of Electron: one MessagePort that the preload hands over once the page has loaded. */
import { RPCLink } from '@orpc/client/message-port'
import type { Channel } from './channel.ts'

const portMessage = 'strata-port'

/** Listens from now on: the port comes only once. Each call of what it answers waits for the next port. */
export function expectPort(): () => Promise<Channel> {
  const ports: MessagePort[] = []
  let arrived = (): void => undefined
  window.addEventListener('message', ({ source, origin, data, ports: [port] }) => {
    if (source !== window || origin !== window.location.origin || data !== portMessage || !port) return
    ports.push(port)
    arrived()
  })
  return async () => {
    while (ports.length === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve
      })
    }
    const port = ports.shift()
    if (port === undefined) throw new Error('No port.')
    const closed = new Promise<void>((resolve) => {
      port.addEventListener('close', () => resolve(), { once: true })
    })
    const link = new RPCLink({ port })
    port.start()
    return { link, closed }
  }
}
