/** The store in a thread of its own: a big upload never stalls the app. Started by localStore.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveStore } from './serveStore.ts'
import { storeOptionsSchema } from './storeOptions.ts'

// What goes wrong here, now or when it closes, ends the thread and reaches the one that started it.
const { close, ...address } = await serveStore(storeOptionsSchema.parse(workerData))
parentPort?.once('message', () => void close())
parentPort?.postMessage(address)
