/** What we just wrote, published so that listings, history and the index patch themselves. */
import { z } from 'zod'
import { bucketRefSchema } from './selection.ts'
import { versionEntrySchema } from './version.ts'

/**
 * `latest` is what a reader meets now (a version, a marker, or nothing at all); null when the writer could
 * not tell. `versionCount` counts data versions, null when unknown.
 */
export const changeSchema = bucketRefSchema.extend({
  key: z.string(),
  latest: z.union([versionEntrySchema, z.literal('nothing')]).nullable(),
  versionCount: z.number().nullable(),
})
export type Change = z.infer<typeof changeSchema>
