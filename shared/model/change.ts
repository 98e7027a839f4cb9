/** What we just wrote, published so that listings, history and the index patch themselves. */
import { z } from 'zod'
import { bucketRefSchema } from './selection.ts'
import { versionEntrySchema } from './version.ts'

/** How many data versions the key has now: counted, or so many more than before, or nobody knows. */
const versionsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('counted'), count: z.number() }),
  z.object({ kind: z.literal('added'), count: z.number() }),
  z.object({ kind: z.literal('unknown') }),
])

/** `latest` is what a reader meets now: a version, a marker, or nothing at all. */
export const changeSchema = bucketRefSchema.extend({
  key: z.string(),
  latest: z.union([versionEntrySchema, z.literal('nothing')]),
  versions: versionsSchema,
})
export type Change = z.infer<typeof changeSchema>
