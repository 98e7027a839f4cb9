/** Buckets and their versioning. */
import { z } from 'zod'
import { bucketRefSchema } from '../model/selection.ts'
import { bucketSchema, versioningSchema } from '../model/bucket.ts'
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
}
