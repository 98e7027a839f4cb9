/** A worker that reads, hashes and saves, so that the main process has its hands free. */
import { serveWorker } from '../platform/workerLink.ts'
import { openDiskApi } from './diskApi.ts'

serveWorker(openDiskApi())
