/**
 * When anything was live beneath a folder. What is gained is added at once. What is lost would need a look at
 * everything beneath: a small sample mostly proves that something else was live all the while; where it doesn't,
 * the folder is `stale` until somebody settles it: its spans may say too much, never too little.
 */
import { z } from 'zod'
import type { Database } from '../storage/sqlite.ts'
import { isMarkerKind } from './entryRows.ts'
import { bytesSchema } from './keyBytes.ts'
import type { FolderNode, IndexStore } from './indexStore.ts'
import { noEndMs, sameSpans, subtract, union, type Span } from './spans.ts'

export const spanRow = z.object({ fromMs: z.number(), untilMs: z.number() })

export const folderSpans = (database: Database, folder: number): readonly Span[] =>
  database.all(
    spanRow,
    'SELECT from_ms AS fromMs, until_ms AS untilMs FROM spans WHERE folder = ? ORDER BY from_ms',
    folder,
  )

function writeSpans(database: Database, folder: number, old: readonly Span[], spans: readonly Span[]): void {
  for (const span of old) {
    if (!spans.some(({ fromMs }) => fromMs === span.fromMs))
      database.run('DELETE FROM spans WHERE folder = ? AND from_ms = ?', folder, span.fromMs)
  }
  for (const { fromMs, untilMs } of spans) {
    if (!old.some((span) => span.fromMs === fromMs && span.untilMs === untilMs))
      database.run('INSERT OR REPLACE INTO spans VALUES (?, ?, ?)', folder, fromMs, untilMs)
  }
}

export function gainSpans(database: Database, folder: number, gained: readonly Span[]): void {
  if (gained.length === 0) return
  const old = folderSpans(database, folder)
  const spans = union([...old, ...gained])
  if (!sameSpans(old, spans)) writeSpans(database, folder, old, spans)
}

const sampleSize = 64

/** What of `lost` may really be gone beneath the folder; it is marked when that is anything. */
export function loseSpans(database: Database, node: FolderNode, lost: readonly Span[]): readonly Span[] {
  if (lost.length === 0) return lost
  const gone = subtract(lost, sampleOf(database, node.id))
  if (gone.length > 0) setStale(database, node, 1)
  return gone
}

const setStale = (database: Database, node: Pick<FolderNode, 'parent' | 'name'>, stale: 0 | 1): void =>
  void database.run(
    'UPDATE folders SET stale = ? WHERE parent = ? AND name = ?',
    stale,
    node.parent?.id ?? 0,
    node.name,
  )

/** When some of the files and folders in the folder were live. */
function sampleOf(database: Database, folder: number): readonly Span[] {
  const files = `(SELECT id FROM keys WHERE folder = ?1 ORDER BY id DESC LIMIT ${sampleSize})`
  const folders = `(SELECT id FROM folders WHERE parent = ?1 AND stale = 0 ORDER BY name DESC LIMIT ${sampleSize})`
  return union([...fileSpans(database, files, folder), ...childSpans(database, folders, folder)])
}

const childSpans = (database: Database, folders: string, folder: number): readonly Span[] =>
  database.all(
    spanRow,
    `SELECT from_ms AS fromMs, until_ms AS untilMs FROM spans WHERE folder IN ${folders}`,
    folder,
  )

const timeRow = z.object({ key: z.number(), modifiedMs: z.number(), kind: z.number() })

/** By the rule of liveSpans, row by row. */
function fileSpans(database: Database, files: string, folder: number): readonly Span[] {
  const sql = `SELECT key, modified_ms AS modifiedMs, kind FROM versions WHERE key IN ${files} ORDER BY key, seq DESC`
  let spans: Span[] = []
  let key = 0
  let untilMs = noEndMs
  for (const row of database.each(timeRow, sql, folder)) {
    if (row.key !== key) [key, untilMs] = [row.key, noEndMs]
    if (!isMarkerKind(row.kind) && row.modifiedMs < untilMs) spans.push({ fromMs: row.modifiedMs, untilMs })
    untilMs = Math.min(untilMs, row.modifiedMs)
    if (spans.length > 4096) spans = [...union(spans)]
  }
  return spans
}

const staleRow = z.object({ id: z.number(), parent: z.number(), name: bytesSchema })

/**
 * Settles one stale folder that has no stale folder in it: its spans are exact again. Answers whether there was one.
 */
export function settleOne({ database }: IndexStore): boolean {
  const sql = `SELECT id, parent, name FROM folders f WHERE stale = 1
    AND NOT EXISTS (SELECT 1 FROM folders child WHERE child.parent = f.id AND child.stale = 1) LIMIT 1`
  const folder = database.get(staleRow, sql)
  if (folder === null) return false
  const files = '(SELECT id FROM keys WHERE folder = ?1)'
  const folders = '(SELECT id FROM folders WHERE parent = ?1)'
  const spans = union([...fileSpans(database, files, folder.id), ...childSpans(database, folders, folder.id)])
  writeSpans(database, folder.id, folderSpans(database, folder.id), spans)
  database.run('UPDATE folders SET stale = 0 WHERE parent = ? AND name = ?', folder.parent, folder.name)
  return true
}
