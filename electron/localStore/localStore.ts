/** The local store embedded: an S3 server with versions on 127.0.0.1, in a thread of its own. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { storeAddressSchema, type RunningStore, type StoreOptions } from './storeOptions.ts'

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
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => resolve())
  })
  const [address]: unknown[] = await Promise.race([once(worker, 'message'), failing(ended)])
  let closing: Promise<void> | null = null
  return {
    ...storeAddressSchema.parse(address),
    died: new Promise((resolve) => {
      failing(ended).catch((error: Error) => {
        if (closing === null) resolve(error)
      })
    }),
    async close() {
      if (closing === null) worker.postMessage('close')
      await (closing ??= ended)
    },
  }
}

/** Rejects when the thread ends, whatever ends it. */
async function failing(ended: Promise<void>): Promise<never> {
  await ended
  throw new Error('the local store ended')
}
