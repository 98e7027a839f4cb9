/** The worker that owns strata.sqlite: no commit ever stalls the app. */
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { serveWorker } from '../platform/workerLink.ts'
import { openStorageApi } from './storageApi.ts'

const { folder } = z.object({ folder: z.string() }).parse(workerData)

serveWorker(openStorageApi(folder).api)
