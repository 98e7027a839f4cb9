/** The channel of the browser host: a WebSocket to the page's own origin, opened with the page's secret. */
import { RPCLink } from '@orpc/client/websocket'
import type { Channel } from './channel.ts'

export async function openWebSocketChannel(secret: string): Promise<Channel> {
  const socket = new WebSocket(`ws://${window.location.host}/api`, ['strata', secret])
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('close', () => reject(new Error('The socket was refused.')), { once: true })
  })
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve(), { once: true })
  })
  return { link: new RPCLink({ websocket: socket }), closed }
}

/** Whether the host refuses this page for good: it was started anew, and knows other secrets. */
export async function isPageRefused(): Promise<boolean> {
  const answer = await fetch('/', { cache: 'no-store' }).catch(() => null)
  return answer?.status === 403
}
