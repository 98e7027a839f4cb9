/** The store in a thread of its own: a big upload never stalls the app. Started by localStore.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveStore, storeOptionsSchema } from './serveStore.ts'
import type { WorkerMessage } from './workerMessages.ts'

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

function tellFailure(error: unknown): void {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
}

try {
  const { close, ...address } = await serveStore(storeOptionsSchema.parse(workerData))
  // The only message there is says: close. Still listening, the thread stays until its last word has been heard.
  parentPort?.on('message', () => {
    close().then(() => tell({ kind: 'closed' }), tellFailure)
  })
  tell({ kind: 'ready', address })
} catch (error) {
  tellFailure(error)
}
