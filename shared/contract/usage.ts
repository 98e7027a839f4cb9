/** Storage: what lies where and what it weighs. Every call may fail with not-found (`no-index`). */
import { z } from 'zod'
import { prefixRefSchema } from '../model/selection.ts'
import { classTotalsSchema, crowdedKeySchema, folderTotalsPageSchema, totalsSchema } from '../model/usage.ts'
import { call } from './base.ts'

const limit = z.int().min(1).max(1000)

export const usageContract = {
  /** Everything under a prefix. */
  totals: call.input(prefixRefSchema).output(totalsSchema),
  /** Its direct folders. What is left of the prefix's own totals lies in it directly. */
  folders: call
    .input(prefixRefSchema.extend({ after: z.string().nullable(), limit }))
    .output(folderTotalsPageSchema),
  /** Everything under a prefix by storage class, the biggest first. */
  classes: call.input(prefixRefSchema).output(z.object({ classes: z.array(classTotalsSchema) })),
  /** The keys with the most versions and markers, most first. */
  mostVersions: call
    .input(prefixRefSchema.extend({ limit }))
    .output(z.object({ keys: z.array(crowdedKeySchema) })),
}
