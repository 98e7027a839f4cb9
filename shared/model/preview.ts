/** What can be shown of a version without downloading it. */
import { z } from 'zod'

/**
 * `url` is an opaque address on the content channel, for ranges; `none` says why nothing is shown.
 * Text is cut at `shownBytes` when the object is bigger.
 */
export const previewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['image', 'audio', 'video', 'pdf']), url: z.string() }),
  z.object({ kind: z.literal('text'), url: z.string(), shownBytes: z.number() }),
  z.object({ kind: z.literal('none'), why: z.enum(['type', 'empty', 'too-big', 'cold', 'customer-key']) }),
])
export type Preview = z.infer<typeof previewSchema>
