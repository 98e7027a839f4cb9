/**
 * What happened under a prefix, and when: answers of the index, as far as it was read (`coverage`). Every call may
 * fail with not-found (`no-index`) where the bucket has none. The past of a folder is `listings.open` with `at`.
 */
import { z } from 'zod'
import {
  burstItemsSchema,
  burstPageSchema,
  burstPlaceSchema,
  deletedPageSchema,
  deletedPlaceSchema,
  histogramSchema,
  sizeAtSchema,
  timeSpanSchema,
} from '../model/activity.ts'
import { momentSchema } from '../model/moment.ts'
import { bucketRefSchema, prefixRefSchema } from '../model/selection.ts'
import { call } from './base.ts'

const limit = z.int().min(1).max(1000)

export const timeContract = {
  /** The first and the last event. */
  span: call.input(prefixRefSchema).output(timeSpanSchema),
  /** At most so many bins: each is a whole number of hours, of minutes where those would be too many, or of seconds. */
  histogram: call
    .input(prefixRefSchema.extend({ fromMs: z.number(), toMs: z.number(), bins: z.int().min(1).max(10_000) }))
    .output(histogramSchema),
  /** Latest first; a pause of more than `gapMinutes` whole minutes without any event begins another burst. */
  bursts: call
    .input(prefixRefSchema.extend({ gapMinutes: z.int().min(0), beforeMs: z.number().nullable(), limit }))
    .output(burstPageSchema),
  /** What happened from one time to another, both included. */
  burstItems: call
    .input(
      prefixRefSchema.extend({
        fromMs: z.number(),
        toMs: z.number(),
        after: burstPlaceSchema.nullable(),
        limit,
      }),
    )
    .output(burstItemsSchema),
  recentlyDeleted: call
    .input(prefixRefSchema.extend({ after: deletedPlaceSchema.nullable(), limit }))
    .output(deletedPageSchema),
  /**
   * What was live under prefixes at a moment, or is now (null), beside them; null where not all of one has been read
   * or counting would have taken too long: what is left over can be asked for again.
   */
  sizes: call
    .input(bucketRefSchema.extend({ prefixes: z.array(z.string()).max(500), at: momentSchema.nullable() }))
    .output(z.object({ sizes: z.array(sizeAtSchema.nullable()) })),
}
