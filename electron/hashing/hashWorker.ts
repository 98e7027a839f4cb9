/** A worker that reads and hashes, so that the main process has its hands free. */
import { serveWorker } from '../platform/workerLink.ts'
import { openHashApi } from './hashApi.ts'

serveWorker(openHashApi())
