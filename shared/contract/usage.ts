/** Storage: what lies where and what it weighs. Every call may fail with not-found (`no-index`). */
import { z } from 'zod'
import { bucketRefSchema, prefixRefSchema } from '../model/selection.ts'
import {
  classTotalsSchema,
  crowdedKeySchema,
  folderTotalsPageSchema,
  timeSliceSchema,
  totalsSchema,
} from '../model/usage.ts'
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
  /**
   * Beside the prefixes, for each the bytes that were written in each slice of time and are still kept, old versions
   * included. Looks at every version under folders of less than 20,000; slices of whole hours are fast in all others.
   */
  written: call
    .input(
      bucketRefSchema.extend({
        prefixes: z.array(z.string()).max(500),
        slices: z.array(timeSliceSchema).min(1).max(60),
      }),
    )
    .output(z.object({ written: z.array(z.array(z.number())) })),
}
