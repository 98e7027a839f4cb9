/** How much was live under prefixes at a moment: counts, bytes and the newest date. */
import { z } from 'zod'
import type { Moment } from '../../../shared/model/moment.ts'
import type { Database } from '../../storage/sqlite.ts'
import { instantOf, instantValues, seqAt } from './instant.ts'
import { labelsUnder } from './place.ts'

const sizeRow = z.object({ count: z.number(), bytes: z.number(), newestMs: z.number().nullable() })
export type SizeAt = z.infer<typeof sizeRow>

const sql = `
  SELECT count(*) AS count, coalesce(sum(v.bytes), 0) AS bytes, max(v.modified_ms) AS newestMs
  FROM keys k JOIN versions v ON v.key = k.id AND v.seq = ${seqAt}
  WHERE k.id >= ?4 AND k.id < ?5 AND v.kind < 2`

/** Nobody waits longer than this for sizes: what is left over is null. */
const patienceMs = 40

/** Beside the prefixes; null where the time was over. With one prefix it is always told. */
export function sizesAt(
  database: Database,
  { prefixes, moment }: { readonly prefixes: readonly string[]; readonly moment: Moment },
): readonly (SizeAt | null)[] {
  const instant = instantOf(database, moment)
  const startMs = performance.now()
  return prefixes.map((prefix, at) => {
    if (at > 0 && performance.now() - startMs > patienceMs) return null
    const { low, high } = labelsUnder(database, prefix)
    return database.get(sizeRow, sql, ...instantValues(instant), low, high)
  })
}
