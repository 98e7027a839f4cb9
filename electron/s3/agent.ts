/** Socket pools that survive a server which answers early and closes: its EPIPE must not end the process. */
import { Agent as HttpAgent, type AgentOptions } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'

const options: AgentOptions = { keepAlive: true, keepAliveMsecs: 10_000, maxSockets: 64, scheduling: 'lifo' }

/**
 * A 4xx sent while a large PUT is still being written leaves a write error on a socket that no request owns
 * any more; without a listener Node raises it as uncaught. The request that meets the dead socket sees its own
 * error and is retried.
 */
function withListener(socket: Duplex | null | undefined): Duplex | null | undefined {
  socket?.on('error', () => undefined)
  return socket
}

class SurvivingHttpAgent extends HttpAgent {
  override createConnection(...args: Parameters<HttpAgent['createConnection']>): Duplex | null | undefined {
    return withListener(super.createConnection(...args))
  }
}

class SurvivingHttpsAgent extends HttpsAgent {
  override createConnection(...args: Parameters<HttpsAgent['createConnection']>): Duplex | null | undefined {
    return withListener(super.createConnection(...args))
  }
}

export type Agents = { readonly http: HttpAgent; readonly https: HttpsAgent }

/** `ca`: certificates to trust beside the system's, PEM. */
export function openAgents(ca: readonly string[] = []): Agents {
  const https = new SurvivingHttpsAgent(ca.length > 0 ? { ...options, ca: [...ca] } : options)
  return { http: new SurvivingHttpAgent(options), https }
}

export function closeAgents(agents: Agents): void {
  agents.http.destroy()
  agents.https.destroy()
}
