/** Folders: opened as a stream of counts, read by windows of rows. */
import { z } from 'zod'
import { listingStateSchema, orderSchema, rowSchema } from '../model/listing.ts'
import { momentSchema } from '../model/moment.ts'
import { prefixRefSchema } from '../model/selection.ts'
import { call, streamOf } from './base.ts'

const listingRef = z.object({ listingId: z.string() })

export const listingsContract = {
  /**
   * The folders in a folder, one page of its listing at a time, in the server's order: for somebody who looks for a
   * place. `fileCount`: files on the page; give `next` back as `after` to read on.
   */
  folders: call
    .input(prefixRefSchema.extend({ after: z.string().nullable() }))
    .output(z.object({ prefixes: z.array(z.string()), fileCount: z.number(), next: z.string().nullable() })),
  /**
   * Reads a folder: ⌈live/1000⌉ requests, and ⌈versions/1000⌉ more with deleted files shown. The listing lives
   * as long as its stream: leaving the stream closes it.
   *
   * With `at` it is the folder as it was: from the index where that has all of it, else its versions are read now
   * (`past` in the state says how far). Deleted files are then those that were deleted at that moment.
   */
  open: call
    .input(prefixRefSchema.extend({ deleted: z.boolean(), order: orderSchema, at: momentSchema.nullable() }))
    .output(streamOf(listingStateSchema)),
  /**
   * Shows or hides deleted files, sorts anew, or shows only names that contain the filter (case aside; empty: all),
   * without reading again what is known.
   */
  configure: call
    .input(
      listingRef.extend({
        deleted: z.boolean().optional(),
        order: orderSchema.optional(),
        filter: z.string().optional(),
      }),
    )
    .output(z.object({})),
  /**
   * Rows [start, end) as they are now, fewer at the end of the list, and where `keys` stand at the same moment:
   * null for those that are not in the list.
   */
  rows: call
    .input(
      listingRef.extend({
        start: z.int().min(0),
        end: z.int().min(0),
        keys: z.array(z.string()).max(10_000),
      }),
    )
    .output(
      z.object({
        revision: z.number(),
        rowCount: z.number(),
        start: z.number(),
        rows: z.array(rowSchema),
        indices: z.array(z.number().nullable()),
      }),
    ),
  /** Where keys stand now; null for those that are not in the list. */
  locate: call
    .input(listingRef.extend({ keys: z.array(z.string()).max(10_000) }))
    .output(z.object({ revision: z.number(), indices: z.array(z.number().nullable()) })),
  /** The first row at or after `from` whose name starts with the text, going round; null when none does. */
  find: call
    .input(listingRef.extend({ text: z.string().min(1), from: z.int().min(0) }))
    .output(z.object({ revision: z.number(), index: z.number().nullable() })),
}
