/** A point in the history of a bucket. */
import { z } from 'zod'

/**
 * `atMs`: everything written up to then, that millisecond included. `before`: the moment just before one entry
 * was written, for which a time is too coarse: servers count in whole seconds, and many entries share one.
 */
export const momentSchema = z.union([
  z.object({ atMs: z.number() }),
  z.object({ before: z.object({ key: z.string(), versionId: z.string() }) }),
])
export type Moment = z.infer<typeof momentSchema>

/** null is now. */
export function sameMoment(a: Moment | null, b: Moment | null): boolean {
  if (a === null || b === null) return a === b
  if ('atMs' in a) return 'atMs' in b && a.atMs === b.atMs
  return 'before' in b && a.before.key === b.before.key && a.before.versionId === b.before.versionId
}
