/** Fills the index of a bucket, in a process of its own that tests kill. */
import { z } from 'zod'
import { Indexer } from '../../electron/index/indexer.ts'
import { Indexes } from '../../electron/index/indexes.ts'
import { s3ServerFor } from './s3ServerFor.ts'

const jobSchema = z.object({
  folder: z.string(),
  bucket: z.string(),
  server: z.object({ endpoint: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }),
})
export type IndexJob = z.infer<typeof jobSchema>

const { folder, bucket, server } = jobSchema.parse(JSON.parse(process.env['STRATA_JOB'] ?? ''))
const index = await new Indexes(folder).open({ connectionId: 'killed often', bucket })
const limits = { readers: 4, requestsPerSecond: 1000 }
const indexer = new Indexer({ index, server: s3ServerFor(server), bucket }, undefined, limits)
process.stdout.write('reading\n')
await indexer.start()
process.exit(indexer.progress.phase === 'complete' ? 0 : 1)
