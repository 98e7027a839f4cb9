/** The history of one key, newest first. */
import { z } from 'zod'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { Database } from '../../storage/sqlite.ts'
import { entryOf, versionColumns, versionRow } from '../entryRows.ts'
import { labelOf } from './place.ts'

export type HistoryQuery = {
  readonly key: string
  /** The `next` of the page before; null begins with the newest. */
  readonly after: number | null
  readonly limit: number
}

const seqRow = versionRow.extend({ seq: z.number() })

/** Without entries where the index doesn't have the key. */
export function keyHistory(
  database: Database,
  { key, after, limit }: HistoryQuery,
): { readonly entries: readonly VersionEntry[]; readonly next: number | null } {
  const label = labelOf(database, key)
  if (label === null) return { entries: [], next: null }
  const sql = `SELECT v.seq AS seq, ${versionColumns} FROM versions v WHERE v.key = ? AND v.seq < ?
    ORDER BY v.seq DESC LIMIT ?`
  const rows = database.all(seqRow, sql, label, after ?? Number.MAX_SAFE_INTEGER, limit + 1)
  const page = rows.slice(0, limit)
  return {
    entries: page.map((row, at) => entryOf(key, row, after === null && at === 0)),
    next: rows.length > limit ? (page.at(-1)?.seq ?? null) : null,
  }
}
