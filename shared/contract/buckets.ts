/** Buckets, their versioning, and what unfinished uploads left in them. */
import { z } from 'zod'
import { lifecycleRuleSchema, ruleDifferenceSchema, shortfallSchema } from '../model/lifecycle.ts'
import { purgeRuleSchema } from '../model/plan.ts'
import { bucketRefSchema, prefixRefSchema } from '../model/selection.ts'
import { bucketSchema, versioningSchema } from '../model/bucket.ts'
import {
  abortsSchema,
  mostAborts,
  uploadMarkerSchema,
  uploadRefSchema,
  uploadsPageSchema,
} from '../model/upload.ts'
import { call } from './base.ts'

export const bucketsContract = {
  /** In the server's order. `limited`: this connection shows one bucket only, none was listed. */
  list: call
    .input(z.object({ connectionId: z.string() }))
    .output(z.object({ buckets: z.array(bucketSchema), limited: z.boolean() })),
  create: call.input(bucketRefSchema.extend({ versioning: z.boolean() })).output(versioningSchema),
  /** One request, remembered for a while; `fresh` asks again. */
  versioning: call.input(bucketRefSchema.extend({ fresh: z.boolean() })).output(versioningSchema),
  /** Switches versioning on or suspends it, and answers with what the server says afterwards. */
  setVersioning: call
    .input(bucketRefSchema.extend({ state: z.enum(['enabled', 'suspended']) }))
    .output(versioningSchema),
  /** Whether the bucket has object lock: one request, only when somebody looks. */
  objectLock: call.input(bucketRefSchema).output(versioningSchema),
  /**
   * Uploads that were begun and never completed: one listing request for up to 1000, and one or more for the parts of
   * each of the first 100.
   */
  uploads: call
    .input(bucketRefSchema.extend({ after: uploadMarkerSchema.nullable() }))
    .output(uploadsPageSchema),
  /** Destroys uploads with the parts that have arrived, then lists them again to see them gone. */
  abortUploads: call
    .input(bucketRefSchema.extend({ uploads: z.array(uploadRefSchema).min(1).max(mostAborts) }))
    .output(abortsSchema),
  /** What the server does by itself every day; null: it keeps no such rules. One request. */
  lifecycle: call.input(bucketRefSchema).output(z.object({ rules: z.array(lifecycleRuleSchema).nullable() })),
  /**
   * Writes a purge rule among the bucket's lifecycle rules and answers with what was read back. A rule of which the
   * server dropped what protects data is taken back at once and refused (`protection-dropped`).
   */
  writePurgeRule: call.input(prefixRefSchema.extend({ rule: purgeRuleSchema })).output(
    z.object({
      rule: lifecycleRuleSchema,
      differences: z.array(ruleDifferenceSchema),
      shortfalls: z.array(shortfallSchema),
    }),
  ),
  /** Only rules that Strata wrote; answers with those that are left. */
  removePurgeRule: call
    .input(bucketRefSchema.extend({ id: z.string() }))
    .output(z.object({ rules: z.array(lifecycleRuleSchema) })),
}
