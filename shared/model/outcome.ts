/** What a verb on one object did, so that the window can say it in words. */
import { z } from 'zod'

/** What is left of a key, read back after the verb. */
export const remainsSchema = z.object({
  /** Data versions. */
  versionCount: z.number(),
  markerCount: z.number(),
  sizeBytes: z.number(),
  /** false: there are more versions than were counted. */
  complete: z.boolean(),
})
export type Remains = z.infer<typeof remainsSchema>

/** Things that did not survive a copy on this server, found by reading the copy back. */
export const lossSchema = z.enum([
  'metadata',
  'headers',
  'tags',
  'storage-class',
  'encryption',
  /** Its retention, and its legal hold: locks are never copied by themselves. */
  'lock',
  'legal-hold',
  /** Asked for and not kept; `no-acls` where the bucket has none. */
  'acl',
  'no-acls',
])
export type Loss = z.infer<typeof lossSchema>

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('restored'),
    key: z.string(),
    fromVersionId: z.string(),
    fromMs: z.number(),
    /** `copied`: a new version on top; `unmarked`: the delete markers above it were removed. */
    how: z.enum(['copied', 'unmarked']),
    versionId: z.string().nullable(),
    sizeBytes: z.number(),
    lost: z.array(lossSchema),
    /** Somebody else wrote between our look and our copy; both versions are kept. */
    raced: z.boolean(),
    remains: remainsSchema,
  }),
  z.object({ kind: z.literal('already-current'), key: z.string(), versionId: z.string() }),
  z.object({
    kind: z.literal('undeleted'),
    key: z.string(),
    markersRemoved: z.number(),
    versionId: z.string(),
    sizeBytes: z.number(),
    raced: z.boolean(),
    remains: remainsSchema,
  }),
  z.object({
    kind: z.literal('marked-deleted'),
    key: z.string(),
    markerVersionId: z.string().nullable(),
    remains: remainsSchema,
  }),
  z.object({ kind: z.literal('already-deleted'), key: z.string(), remains: remainsSchema }),
  z.object({ kind: z.literal('destroyed'), key: z.string(), versionId: z.string(), remains: remainsSchema }),
])
export type Outcome = z.infer<typeof outcomeSchema>
