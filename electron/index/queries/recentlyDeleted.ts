/** Files whose newest entry is a delete marker, the latest deletion first. */
import { z } from 'zod'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { Database } from '../../storage/sqlite.ts'
import { entryOf, versionColumns, versionRow } from '../entryRows.ts'
import { bytesSchema, decodeKey } from '../keyBytes.ts'
import { labelOf, labelsUnder } from './place.ts'

export type DeletedPlace = { readonly deletedMs: number; readonly key: string }

export type DeletedQuery = {
  readonly prefix: string
  /** The last file of the page before. */
  readonly after: DeletedPlace | null
  readonly limit: number
}

export type DeletedFile = {
  readonly key: string
  readonly deletedMs: number
  /** What undelete would bring back; null when no data version is left. */
  readonly lastVersion: VersionEntry | null
}

const deletedRow = z.object({ id: z.number(), key: bytesSchema, deletedMs: z.number() })

const lastVersionSql = `SELECT ${versionColumns} FROM versions v WHERE v.key = ? AND v.kind < 2
  ORDER BY v.seq DESC LIMIT 1`

export function recentlyDeleted(
  database: Database,
  { prefix, after, limit }: DeletedQuery,
): { readonly files: readonly DeletedFile[]; readonly next: DeletedPlace | null } {
  const { low, high } = labelsUnder(database, prefix)
  const sql = `SELECT id, key, deleted_ms AS deletedMs FROM keys
    WHERE deleted_ms IS NOT NULL AND deleted_ms <= ?1 AND (deleted_ms < ?1 OR id < ?2) AND id >= ?3 AND id < ?4
    ORDER BY deleted_ms DESC, id DESC LIMIT ?5`
  const fromMs = after?.deletedMs ?? Number.MAX_SAFE_INTEGER
  const fromId = after === null ? Number.MAX_SAFE_INTEGER : (labelOf(database, after.key) ?? 0)
  const rows = database.all(deletedRow, sql, fromMs, fromId, low, high, limit)
  const files = rows.map((row): DeletedFile => {
    const key = decodeKey(row.key)
    const version = database.get(versionRow, lastVersionSql, row.id)
    return { key, deletedMs: row.deletedMs, lastVersion: version && entryOf(key, version, false) }
  })
  const last = files.at(-1)
  const next = files.length < limit || !last ? null : { deletedMs: last.deletedMs, key: last.key }
  return { files, next }
}
