/** When the first and the last thing under a prefix happened. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { labelsUnder } from './place.ts'

const spanRow = z.object({ firstMs: z.number().nullable(), lastMs: z.number().nullable() })
type Span = z.infer<typeof spanRow>

/** Nulls where nothing happened. */
export function timeSpan(database: Database, { prefix }: { readonly prefix: string }): Span {
  // For the whole bucket both ends of the index by time give it at once.
  const [where, ...values] =
    prefix === ''
      ? ['?1 = ?1', 0]
      : ['key >= ?1 AND key < ?2', ...Object.values(labelsUnder(database, prefix))]
  const end = (order: 'ASC' | 'DESC'): string =>
    `(SELECT modified_ms FROM versions WHERE ${where} AND kind < 3 ORDER BY modified_ms ${order} LIMIT 1)`
  const sql = `SELECT ${end('ASC')} AS firstMs, ${end('DESC')} AS lastMs`
  return database.get(spanRow, sql, ...values) ?? { firstMs: null, lastMs: null }
}
