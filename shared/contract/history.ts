/** The history of one key. */
import { z } from 'zod'
import { objectRefSchema } from '../model/selection.ts'
import { versionEntrySchema } from '../model/version.ts'
import { call } from './base.ts'

const historyPageSchema = z.object({
  /** Newest first, in the server's own order. */
  entries: z.array(versionEntrySchema),
  /** Give it back to read on; null when this was the last page. */
  next: z.object({ keyMarker: z.string(), versionIdMarker: z.string() }).nullable(),
  /** false: this server or bucket keeps no versions, the entries are the current object alone. */
  versioned: z.boolean(),
})
export type HistoryPage = z.infer<typeof historyPageSchema>

export const historyContract = {
  /** One page: one listing request, mostly. */
  page: call.input(objectRefSchema.extend({ after: historyPageSchema.shape.next })).output(historyPageSchema),
}
