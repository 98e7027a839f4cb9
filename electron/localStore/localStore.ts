/** The local store embedded: an S3 server with versions on 127.0.0.1, in a thread of its own. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { RunningStore, StoreOptions } from './serveStore.ts'
import { workerMessageSchema, type WorkerMessage } from './workerMessages.ts'

export interface LocalStore extends RunningStore {
  /** Resolves, with why, if the store ends without having been closed. */
  readonly died: Promise<Error>
}

/** Sources run as they are in tests and are bundled to one folder of .js files for the product. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './storeWorker.ts' : './storeWorker.js',
  import.meta.url,
)

/**
 * Starts the store; resolves once it answers. Rejects with one sentence when the folder is in use by another store
 * or the port is taken.
 */
export async function startLocalStore(options: StoreOptions): Promise<LocalStore> {
  const worker = new Worker(workerUrl, { workerData: options })
  const died = new Promise<Error>((resolve) => {
    worker.once('error', (error) => resolve(error instanceof Error ? error : new Error(String(error))))
    worker.once('exit', (code) => resolve(new Error(`the local store ended with exit code ${code}`)))
  })
  const started = await nextMessage(worker, died)
  if (started.kind !== 'ready') {
    await worker.terminate()
    throw new Error(started.kind === 'failed' ? started.message : 'the local store closed before it started')
  }
  let closing: Promise<void> | null = null
  return { ...started.address, died, close: async () => await (closing ??= closeWorker(worker, died)) }
}

async function closeWorker(worker: Worker, died: Promise<Error>): Promise<void> {
  worker.postMessage('close')
  const ended = await nextMessage(worker, died)
  await worker.terminate()
  if (ended.kind === 'failed') throw new Error(ended.message)
}

async function nextMessage(worker: Worker, died: Promise<Error>): Promise<WorkerMessage> {
  const death = died.then((error): never => {
    throw error
  })
  const message = once(worker, 'message').then(([received]) => workerMessageSchema.parse(received))
  return await Promise.race([message, death])
}
