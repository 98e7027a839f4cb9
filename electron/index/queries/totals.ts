/** What lies under a prefix and its direct folders: bytes and counts, current, noncurrent and markers. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { folderPrefixOf } from '../folderTree.ts'
import { bytesSchema, decodeKey, encodeKey, justAfter } from '../keyBytes.ts'
import { noSums, type Sums } from '../keyFacts.ts'
import { folderId } from './place.ts'

const columns = `current_count AS currentCount, current_bytes AS currentBytes, noncurrent_count AS noncurrentCount,
  noncurrent_bytes AS noncurrentBytes, marker_count AS markerCount, deleted_count AS deletedCount`

const sumsRow = z.object({
  currentCount: z.number(),
  currentBytes: z.number(),
  noncurrentCount: z.number(),
  noncurrentBytes: z.number(),
  markerCount: z.number(),
  deletedCount: z.number(),
})

export type FolderTotals = { readonly prefix: string; readonly sums: Sums }

/** The sums of everything under a prefix; all zero where the index has nothing there. */
export function totalsOf(database: Database, { prefix }: { readonly prefix: string }): Sums {
  if (folderId(database, prefix) === null) return noSums
  if (prefix === '') return database.get(sumsRow, `SELECT ${columns} FROM folders WHERE parent = 0`) ?? noSums
  const parentPrefix = folderPrefixOf(prefix.slice(0, -1))
  const sql = `SELECT ${columns} FROM folders WHERE parent = ? AND name = ?`
  const parent = folderId(database, parentPrefix) ?? 0
  return database.get(sumsRow, sql, parent, encodeKey(prefix.slice(parentPrefix.length))) ?? noSums
}

const childRow = sumsRow.extend({ name: bytesSchema })

/** The direct folders of a prefix in their order, each with its sums. `after`: the last folder of the page before. */
export function totalsOfFolders(
  database: Database,
  {
    prefix,
    after,
    limit,
  }: { readonly prefix: string; readonly after: string | null; readonly limit: number },
): { readonly folders: readonly FolderTotals[]; readonly next: string | null } {
  const parent = folderId(database, prefix)
  if (parent === null) return { folders: [], next: null }
  const first = after === null ? encodeKey('') : justAfter(encodeKey(after.slice(prefix.length)))
  const sql = `SELECT name, ${columns} FROM folders WHERE parent = ? AND name >= ? ORDER BY name LIMIT ?`
  const rows = database.all(childRow, sql, parent, first, limit + 1)
  const folders = rows
    .slice(0, limit)
    .map(({ name, ...sums }) => ({ prefix: prefix + decodeKey(name), sums }))
  return { folders, next: rows.length > limit ? (folders.at(-1)?.prefix ?? null) : null }
}
