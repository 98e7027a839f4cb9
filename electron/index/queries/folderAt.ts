/** A folder as it was at a moment: its files and the folders that held anything live, in the order of a listing. */
import { z } from 'zod'
import { compareKeys } from '../../../shared/key.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { Database } from '../../storage/sqlite.ts'
import { entryOf, versionColumns, versionRow } from '../entryRows.ts'
import { bytesSchema, decodeKey, encodeKey, justAfter, prefixEnd } from '../keyBytes.ts'
import { labelFrom } from '../labels.ts'
import { instantOf, instantValues, seqAt, uncertainAt, type IndexInstant } from './instant.ts'
import { folderId, labelsUnder } from './place.ts'

export type ChildAt =
  | {
      readonly kind: 'file'
      readonly key: string
      readonly version: VersionEntry
      /** false where a `null` version that is gone may have been the true answer. */
      readonly certain: boolean
      /** Data versions at that moment. */
      readonly versionCount: number
      /** When it had been deleted; `version` is then the newest that was left. null: it was live. */
      readonly deletedMs: number | null
    }
  | { readonly kind: 'folder'; readonly key: string; readonly deleted: boolean }

export type FolderAtQuery = {
  readonly prefix: string
  readonly moment: Moment
  /** What was deleted at that moment is among them, if any version of it is left. */
  readonly deleted: boolean
  /** Where the last page ended; null begins. */
  readonly after: string | null
  readonly limit: number
}

/** A page may hold less than the limit, even nothing, and still have a `next`: it looks at so many children only. */
export type FolderPage = { readonly children: readonly ChildAt[]; readonly next: string | null }

const mostLookedAt = 4000

/** What lies directly under the prefix at the moment. */
export function folderAt(database: Database, query: FolderAtQuery): FolderPage {
  const instant = instantOf(database, query.moment)
  const folder = folderId(database, query.prefix)
  const children: ChildAt[] = []
  if (folder === null) return { children, next: null }
  const files = filesAt(database, folder, query, instant)
  const folders = foldersAt(database, folder, query, instant)
  let lookedAt = 0
  for (const { key, child } of inOrder(files, folders)) {
    if (child) children.push(child)
    lookedAt += 1
    if (children.length >= query.limit || lookedAt >= mostLookedAt) return { children, next: key }
  }
  return { children, next: null }
}

/** `child` null: it was not there then. */
type Met = { readonly key: string; readonly child: ChildAt | null }

function* inOrder(files: Iterable<Met>, folders: Iterable<Met>): Iterable<Met> {
  const rest = folders[Symbol.iterator]()
  let folder = rest.next()
  try {
    for (const file of files) {
      for (; folder.done !== true && compareKeys(folder.value.key, file.key) < 0; folder = rest.next())
        yield folder.value
      yield file
    }
    for (; folder.done !== true; folder = rest.next()) yield folder.value
  } finally {
    rest.return?.()
  }
}

const fileRow = versionRow.extend({
  keyBytes: bytesSchema,
  isLatest: z.number(),
  uncertain: z.number(),
  versionCount: z.number(),
  deletedMs: z.number().nullable(),
})

/** `s` is the entry that tells the state, `v` the data version: the same one, unless a marker hides it. */
const filesSql = (deleted: boolean): string => `
  SELECT k.key AS keyBytes, ${versionColumns}, v.seq = (SELECT max(seq) FROM versions WHERE key = k.id) AS isLatest,
    ${uncertainAt} AS uncertain, iif(s.kind < 2, NULL, s.modified_ms) AS deletedMs,
    (SELECT count(*) FROM versions WHERE key = k.id AND seq <= v.seq AND kind < 2) AS versionCount
  FROM keys k JOIN versions s ON s.key = k.id AND s.seq = ${seqAt}
    JOIN versions v ON v.key = k.id AND v.seq = ${
      deleted
        ? '(SELECT seq FROM versions WHERE key = k.id AND seq <= s.seq AND kind < 2 ORDER BY seq DESC LIMIT 1)'
        : 's.seq'
    }
  WHERE k.folder = ?4 AND k.id >= ?5 ORDER BY k.id`

function* filesAt(
  database: Database,
  folder: number,
  { after, deleted }: FolderAtQuery,
  instant: IndexInstant,
): Iterable<Met> {
  const first = after === null ? 0 : labelFrom(database, justAfter(encodeKey(after)))
  const values = instantValues(instant)
  for (const row of database.each(fileRow, filesSql(deleted), ...values, folder, first)) {
    const key = decodeKey(row.keyBytes)
    const { deletedMs, versionCount } = row
    const version = entryOf(key, row, row.isLatest === 1)
    const child: ChildAt | null = version.isMarker
      ? null
      : { kind: 'file', key, version, certain: row.uncertain === 0, versionCount, deletedMs }
    yield { key, child }
  }
}

const folderRow = z.object({ name: bytesSchema, stale: z.number(), live: z.number() })

const foldersSql = `
  SELECT name, stale,
    EXISTS (SELECT 1 FROM spans WHERE folder = id AND from_ms <= ?1 AND until_ms > ?1) AS live
  FROM folders WHERE parent = ?2 AND name >= ?3 ORDER BY name`

function* foldersAt(
  database: Database,
  folder: number,
  { prefix, after, deleted }: FolderAtQuery,
  instant: IndexInstant,
): Iterable<Met> {
  const first = after === null ? encodeKey('') : behindName(after.slice(prefix.length))
  for (const { name, stale, live } of database.each(folderRow, foldersSql, instant.upToMs, folder, first)) {
    const key = prefix + decodeKey(name)
    const inDoubt = stale === 1 || (instant.before !== null && touches(database, key, instant))
    const holds = inDoubt ? holdsAnything(database, key, instant) : live === 1
    const shown = holds || (deleted && heldAnything(database, key, instant))
    yield { key, child: shown ? { kind: 'folder', key, deleted: !holds } : null }
  }
}

/** What follows a file or, with all that is in it, a folder. */
const behindName = (name: string): Uint8Array => (name.endsWith('/') ? prefixEnd : justAfter)(encodeKey(name))

/** Just before an entry of a key, that key has a state which its time alone doesn't tell. */
function touches(database: Database, prefix: string, { before }: IndexInstant): boolean {
  const { low, high } = labelsUnder(database, prefix)
  return before !== null && before.label >= low && before.label < high
}

const anyRow = z.object({ kind: z.number() })

/** Whether anything under the prefix was live: reads until it finds something. */
export function holdsAnything(database: Database, prefix: string, instant: IndexInstant): boolean {
  const { low, high } = labelsUnder(database, prefix)
  const sql = `SELECT v.kind AS kind FROM keys k JOIN versions v ON v.key = k.id AND v.seq = ${seqAt}
    WHERE k.id >= ?4 AND k.id < ?5 AND v.kind < 2 LIMIT 1`
  return database.get(anyRow, sql, ...instantValues(instant), low, high) !== null
}

/** Whether any version had been written under the prefix. */
function heldAnything(database: Database, prefix: string, instant: IndexInstant): boolean {
  const { low, high } = labelsUnder(database, prefix)
  const sql = `SELECT v.kind AS kind FROM versions v WHERE v.key >= ?4 AND v.key < ?5 AND v.kind < 2
    AND CASE WHEN v.key = ?2 THEN v.seq < ?3 ELSE v.modified_ms <= ?1 END LIMIT 1`
  return database.get(anyRow, sql, ...instantValues(instant), low, high) !== null
}
