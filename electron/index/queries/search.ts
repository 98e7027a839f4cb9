/** Search over everything that ever was: keys by pattern, deleted files and old versions too, in the order of keys. */
import { z } from 'zod'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { Database } from '../../storage/sqlite.ts'
import { entryOf, versionColumns, versionRow } from '../entryRows.ts'
import { bytesSchema, decodeKey, encodeKey, justAfter } from '../keyBytes.ts'
import { labelFrom } from '../labels.ts'
import { matchOf, patternTest, trigramsOf, type KeyPattern } from './keyPattern.ts'
import { labelsUnder } from './place.ts'

export type SearchQuery = KeyPattern & {
  readonly prefix: string
  readonly which: 'live' | 'deleted' | 'all'
  /** Versions that are not the newest one of their key are looked at, too. */
  readonly oldVersions: boolean
  readonly minBytes: number | null
  readonly maxBytes: number | null
  /** When the version was written; for a deleted file (without `oldVersions`) when it was deleted. Both included. */
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly storageClass: string | null
  /** The `next` of the page before. */
  readonly after: string | null
  readonly limit: number
}

export type Found = {
  readonly key: string
  readonly deletedMs: number | null
  /** The newest version that matches; null for a key of which only markers are left. */
  readonly version: VersionEntry | null
  readonly entryCount: number
  /** Without markers. */
  readonly versionCount: number
}

/** A page may be short, even empty, and still have a `next`: nobody waits long for one. */
export type SearchPage = { readonly found: readonly Found[]; readonly next: string | null }

const patienceMs = 20
const keysBetweenLooks = 32

export function search(database: Database, query: SearchQuery): SearchPage {
  const matches = patternTest(query)
  const found: Found[] = []
  const startMs = performance.now()
  let lookedAt = 0
  for (const row of candidates(database, query)) {
    const key = decodeKey(row.key)
    const hit = matches(key) ? foundIn(database, query, key, row) : null
    if (hit) found.push(hit)
    lookedAt += 1
    const late = lookedAt % keysBetweenLooks === 0 && performance.now() - startMs > patienceMs
    if (found.length >= query.limit || late) return { found, next: key }
  }
  return { found, next: null }
}

const keyRow = z.object({
  id: z.number(),
  key: bytesSchema,
  deletedMs: z.number().nullable(),
  entryCount: z.number(),
})
type KeyRow = z.infer<typeof keyRow>

const keyColumns = 'k.id AS id, k.key AS key, k.deleted_ms AS deletedMs, k.entry_count AS entryCount'

function candidates(database: Database, query: SearchQuery): Iterable<KeyRow> {
  const { low, high } = labelsUnder(database, query.prefix)
  const first =
    query.after === null ? low : Math.max(low, labelFrom(database, justAfter(encodeKey(query.after))))
  const trigrams = trigramsOf(query)
  if (trigrams.length > 0) {
    const sql = `SELECT ${keyColumns} FROM key_text t CROSS JOIN keys k ON k.id = t.rowid
      WHERE key_text MATCH ? AND t.rowid >= ? AND t.rowid < ? ORDER BY t.rowid`
    return database.each(keyRow, sql, matchOf(trigrams), first, high)
  }
  // What is deleted is often little: its own index finds it faster than a walk over everything.
  const only = query.which === 'deleted' ? 'AND k.deleted_ms IS NOT NULL' : ''
  const sql = `SELECT ${keyColumns} FROM keys k WHERE k.id >= ? AND k.id < ? ${only} ORDER BY k.id`
  return database.each(keyRow, sql, first, high)
}

function foundIn(database: Database, query: SearchQuery, key: string, row: KeyRow): Found | null {
  const { deletedMs, entryCount } = row
  if (query.which !== 'all' && (deletedMs !== null) !== (query.which === 'deleted')) return null
  const isLive = deletedMs === null
  const sql = `SELECT ${versionColumns}, v.seq = (SELECT max(seq) FROM versions WHERE key = v.key) AS isLatest
    FROM versions v WHERE v.key = ? AND v.kind < 2 ORDER BY v.seq DESC ${query.oldVersions ? '' : 'LIMIT 1'}`
  let any = false
  for (const version of database.each(latestRow, sql, row.id)) {
    any = true
    const dateMs = query.oldVersions || isLive ? version.modifiedMs : deletedMs
    if (fits(query, { dateMs, bytes: version.bytes, storageClass: version.storageClass })) {
      const entry = entryOf(key, version, version.isLatest === 1)
      return { key, deletedMs, entryCount, version: entry, versionCount: dataCount(database, row.id) }
    }
  }
  const bare = { dateMs: deletedMs ?? 0, bytes: null, storageClass: null }
  return !any && fits(query, bare) ? { key, deletedMs, entryCount, version: null, versionCount: 0 } : null
}

const countRow = z.object({ count: z.number() })

const dataCount = (database: Database, label: number): number =>
  database.get(countRow, 'SELECT count(*) AS count FROM versions WHERE key = ? AND kind < 2', label)?.count ??
  0

const latestRow = versionRow.extend({ isLatest: z.number() })

type Facts = {
  readonly dateMs: number
  readonly bytes: number | null
  readonly storageClass: string | null
}

function fits(query: SearchQuery, { dateMs, bytes, storageClass }: Facts): boolean {
  return (
    dateMs >= (query.fromMs ?? -Infinity) &&
    dateMs <= (query.toMs ?? Infinity) &&
    (query.minBytes === null || (bytes !== null && bytes >= query.minBytes)) &&
    (query.maxBytes === null || (bytes !== null && bytes <= query.maxBytes)) &&
    (query.storageClass === null || storageClass === query.storageClass)
  )
}
