/** A store with everything around it: its engine, its server, its log. Whoever embeds it or runs it alone starts here. */
import { randomBytes } from 'node:crypto'
import { openAccessLog } from './accessLog.ts'
import { seedDemo } from './demo/seedDemo.ts'
import { openEngine } from './engine/engine.ts'
import type { ServedRequest } from './http/served.ts'
import { startServer } from './http/server.ts'
import { authenticator } from './signature/authenticate.ts'
import type { RunningStore, StoreOptions } from './storeOptions.ts'

/** What only a store in the same thread can have. */
interface Hooks {
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly onRequest?: (served: ServedRequest) => void
}

/** Starts a store in this thread. Rejects with StoreInUseError, or with why the port or folder can't be had. */
export async function serveStore(options: StoreOptions, hooks: Hooks = {}): Promise<RunningStore> {
  const credentials = {
    accessKeyId: options.accessKeyId ?? randomKey('STRATA', 7).toUpperCase(),
    secretAccessKey: options.secretAccessKey ?? randomKey('', 20),
  }
  const engine = openEngine({ folder: options.folder, ...(hooks.now && { now: hooks.now }) })
  const log = options.log === undefined ? null : openAccessLog(options.log)
  const end = async (): Promise<void> => {
    await engine.close()
    log?.close()
  }
  try {
    if (options.seedDemo) await seedDemo(engine, { nowMs: engine.now() })
    const context = {
      engine,
      authenticate: authenticator(credentials),
      onRequest(served: ServedRequest) {
        log?.write(served)
        hooks.onRequest?.(served)
      },
      onFailure: (error: unknown) => console.error(error),
    }
    const server = await startServer(context, options.port ?? 0)
    const close = async (): Promise<void> => {
      await server.close()
      await end()
    }
    return { ...credentials, endpoint: server.endpoint, close }
  } catch (error) {
    await end()
    throw error
  }
}

function randomKey(prefix: string, length: number): string {
  return prefix + randomBytes(length).toString('hex')
}
