/** What lies under a prefix by storage class: looks at every version there. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { labelsUnder } from './place.ts'

const classRow = z.object({
  storageClass: z.string().nullable(),
  currentCount: z.number(),
  currentBytes: z.number(),
  noncurrentCount: z.number(),
  noncurrentBytes: z.number(),
})

const sql = `
  SELECT (SELECT word FROM words WHERE id = class) AS storageClass, sum(latest) AS currentCount,
    sum(CASE WHEN latest THEN bytes ELSE 0 END) AS currentBytes, sum(NOT latest) AS noncurrentCount,
    sum(CASE WHEN latest THEN 0 ELSE bytes END) AS noncurrentBytes
  FROM (SELECT class, bytes, kind, seq = max(seq) OVER (PARTITION BY key) AS latest FROM versions
    WHERE key >= ? AND key < ?)
  WHERE kind < 2 GROUP BY class ORDER BY sum(bytes) DESC`

/** The biggest class first. */
export function classTotals(database: Database, { prefix }: { readonly prefix: string }) {
  const { low, high } = labelsUnder(database, prefix)
  return database.all(classRow, sql, low, high)
}
