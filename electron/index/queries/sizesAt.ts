/** How much was live under prefixes at a moment, or is now: counts, bytes and the newest date. */
import { z } from 'zod'
import type { Moment } from '../../../shared/model/moment.ts'
import type { Database } from '../../storage/sqlite.ts'
import { coverageOf } from '../state.ts'
import { instantOf, instantValues, seqAt, type IndexInstant } from './instant.ts'
import { labelsUnder } from './place.ts'
import { totalsOf } from './totals.ts'

const sizeRow = z.object({ count: z.number(), bytes: z.number(), newestMs: z.number().nullable() })
export type SizeAt = z.infer<typeof sizeRow>

const sql = `
  SELECT count(*) AS count, coalesce(sum(v.bytes), 0) AS bytes, max(v.modified_ms) AS newestMs
  FROM keys k JOIN versions v ON v.key = k.id AND v.seq = ${seqAt}
  WHERE k.id >= ?4 AND k.id < ?5 AND v.kind < 2`

/** Nobody waits longer than this for sizes: what is left over is null. */
const patienceMs = 40

export type SizesQuery = {
  readonly prefixes: readonly string[]
  /** null: now, which is known at once; without the newest date. */
  readonly moment: Moment | null
}

/**
 * Beside the prefixes; null where not all of one has been read, and where the time was over: the first one that was
 * read is always told.
 */
export function sizesAt(database: Database, { prefixes, moment }: SizesQuery): readonly (SizeAt | null)[] {
  const instant = moment === null ? null : instantOf(database, moment)
  const startMs = performance.now()
  let anyTold = false
  return prefixes.map((prefix) => {
    if (anyTold && performance.now() - startMs > patienceMs) return null
    if (!coverageOf(database, { prefix }).complete) return null
    anyTold = true
    return instant === null ? sizeNow(database, prefix) : sizeThen(database, prefix, instant)
  })
}

function sizeNow(database: Database, prefix: string): SizeAt {
  const { currentCount, currentBytes } = totalsOf(database, { prefix })
  return { count: currentCount, bytes: currentBytes, newestMs: null }
}

function sizeThen(database: Database, prefix: string, instant: IndexInstant): SizeAt | null {
  const { low, high } = labelsUnder(database, prefix)
  return database.get(sizeRow, sql, ...instantValues(instant), low, high)
}
