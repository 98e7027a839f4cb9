/** The files of batches in SQLite. Runs in the storage worker. */
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../shared/failure.ts'
import type { CollisionChoice, TransferState } from '../../shared/model/transfer.ts'
import type { Database } from '../storage/sqlite.ts'
import { itemRow, sumRow, type ItemRow } from './transferRows.ts'

export type NewItem = Pick<ItemRow, 'name' | 'task' | 'sizeBytes' | 'collision' | 'failure'>
export type Added = { readonly state: TransferState; readonly sizeBytes: number }

/** What asks is shown first, then what failed, or arrived with something missing. */
const rankOf = (state: TransferState): number => (state === 'paused' ? 0 : state === 'failed' ? 1 : 2)

type NewItems = { readonly batchId: string; readonly items: readonly NewItem[] }

/** Adds what isn't there by its name already (a search that is done again finds it all again); those it added. */
export function addTransfers(database: Database, { batchId, items }: NewItems): Added[] {
  const last = database.get(
    z.object({ last: z.number() }),
    'SELECT coalesce(max(ordinal), -1) AS last FROM transfer_items WHERE batch_id = ?',
    batchId,
  )
  const insert = `
    INSERT OR IGNORE INTO transfer_items (batch_id, ordinal, name, task, size_bytes, state, shown_first, collision, failure)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  return database.transaction(() => {
    const added: Added[] = []
    let ordinal = (last?.last ?? -1) + 1
    for (const { name, task, sizeBytes, collision, failure } of items) {
      const state = failure !== null ? 'failed' : collision !== null ? 'paused' : 'queued'
      const cells = [
        batchId,
        ordinal,
        name,
        task && JSON.stringify(task),
        sizeBytes,
        state,
        rankOf(state),
      ] as const
      const more = [collision && JSON.stringify(collision), failure && JSON.stringify(failure)] as const
      if (database.run(insert, ...cells, ...more) === 0) continue
      ordinal += 1
      added.push({ state, sizeBytes })
    }
    return added
  })
}

/** What waits behind an ordinal, in order. */
export function nextTransfers(
  database: Database,
  { batchId, after, count }: { readonly batchId: string; readonly after: number; readonly count: number },
): ItemRow[] {
  const sql =
    "SELECT * FROM transfer_items WHERE batch_id = ? AND state = 'queued' AND ordinal > ? ORDER BY ordinal LIMIT ?"
  return database.all(itemRow, sql, batchId, after, count)
}

/** What is done behind an ordinal, in order. */
export function doneTransfers(
  database: Database,
  { batchId, after, count }: { readonly batchId: string; readonly after: number; readonly count: number },
): ItemRow[] {
  const sql =
    "SELECT * FROM transfer_items WHERE batch_id = ? AND state = 'done' AND ordinal > ? ORDER BY ordinal LIMIT ?"
  return database.all(itemRow, sql, batchId, after, count)
}

export type TransferOutcome = {
  readonly batchId: string
  readonly ordinal: number
  readonly state: TransferState
  readonly sizeBytes: number
  readonly checked: ItemRow['checked']
  readonly savedAs: string | null
  readonly lost: ItemRow['lost']
  readonly failure: Failure | null
}

/** Notes what became of files, and forgets the parts of those that are over: on disk when it answers. */
export function settleTransfers(
  database: Database,
  { outcomes }: { readonly outcomes: readonly TransferOutcome[] },
): void {
  const update = `
    UPDATE transfer_items SET state = ?, shown_first = ?, size_bytes = ?, checked = ?, saved_as = ?, lost = ?, failure = ?,
      collision = NULL, journal = iif(?, journal, NULL) WHERE batch_id = ? AND ordinal = ?`
  const forget = 'DELETE FROM transfer_parts WHERE batch_id = ? AND ordinal = ?'
  database.transaction(() => {
    for (const { batchId, ordinal, state, sizeBytes, checked, savedAs, lost, failure } of outcomes) {
      const keepsJournal = state === 'done' || state === 'skipped' ? 0 : 1
      const noted = [
        state,
        lost.length === 0 ? rankOf(state) : rankOf('failed'),
        sizeBytes,
        checked,
        savedAs,
        JSON.stringify(lost),
        failure && JSON.stringify(failure),
      ] as const
      database.run(update, ...noted, keepsJournal, batchId, ordinal)
      if (keepsJournal === 0) database.run(forget, batchId, ordinal)
    }
  })
}

type Window = {
  readonly batchId: string
  readonly start: number
  readonly end: number
  /** Those that run now: they come right after what asks or failed. */
  readonly running: readonly number[]
}

const countRow = z.object({ count: z.number() })

export function transferWindow(
  database: Database,
  { batchId, start, end, running }: Window,
): { itemCount: number; items: ItemRow[] } {
  const all = 'SELECT * FROM transfer_items WHERE batch_id = ?'
  const among = `ordinal IN (${running.map(() => '?').join(', ')})`
  const segments = [
    { where: 'shown_first = 0', values: [] },
    { where: 'shown_first = 1', values: [] },
    { where: `shown_first = 2 AND ${among}`, values: running },
    { where: `shown_first = 2 AND NOT ${among}`, values: running },
  ]
  const items: ItemRow[] = []
  let before = 0
  for (const { where, values } of segments) {
    const sql = `SELECT count(*) AS count FROM transfer_items WHERE batch_id = ? AND ${where}`
    const count = database.get(countRow, sql, batchId, ...values)?.count ?? 0
    const from = Math.max(0, start - before)
    const wanted = Math.min(count, end - before) - from
    if (wanted > 0) {
      const rows = `${all} AND ${where} ORDER BY ordinal LIMIT ? OFFSET ?`
      items.push(...database.all(itemRow, rows, batchId, ...values, wanted, from))
    }
    before += count
  }
  return { itemCount: before, items }
}

type Moved = {
  readonly batchId: string
  readonly from: readonly TransferState[]
  readonly to: TransferState
  readonly failure: Failure | null
}

/** Turns all files of some states into another; only those that can be done at all. */
export function moveTransfers(database: Database, { batchId, from, to, failure }: Moved): void {
  const marks = from.map(() => '?').join(', ')
  const sql = `
    UPDATE transfer_items SET state = ?, shown_first = ?, failure = ?
    WHERE batch_id = ? AND state IN (${marks}) AND task IS NOT NULL`
  database.run(sql, to, rankOf(to), failure && JSON.stringify(failure), batchId, ...from)
}

type Decision = {
  readonly batchId: string
  /** null: all that ask. */
  readonly ordinals: readonly number[] | null
  readonly choice: CollisionChoice
}

/** Files whose name is taken wait no longer: those that are skipped end, the others are queued with the choice. */
export function decideTransfers(database: Database, { batchId, ordinals, choice }: Decision): void {
  const state = choice === 'skip' ? 'skipped' : 'queued'
  const update =
    "UPDATE transfer_items SET state = ?, shown_first = 2, choice = ? WHERE batch_id = ? AND state = 'paused'"
  database.transaction(() => {
    if (ordinals === null) database.run(update, state, choice, batchId)
    else
      for (const ordinal of ordinals)
        database.run(`${update} AND ordinal = ?`, state, choice, batchId, ordinal)
  })
}

export function batchSums(database: Database, { batchId }: { readonly batchId: string }) {
  const sql = `
    SELECT batch_id, state, count(*) AS count, sum(size_bytes) AS size_bytes, sum(lost <> '[]') AS lacking_count
    FROM transfer_items WHERE batch_id = ? GROUP BY state`
  return database.all(sumRow, sql, batchId)
}

/** Whether a file of this batch is known to be saved at a path below the chosen folder. */
export function isSavedPlace(
  database: Database,
  { batchId, path }: { readonly batchId: string; readonly path: string },
): boolean {
  const name = `/${basename(path)}`
  const folder = dirname(path) === '.' ? '' : `${dirname(path).replaceAll('\\', '/')}/`
  // Saved under its own name it has no other: its key and its folder tell where.
  const sql = `
    SELECT 1 AS one FROM transfer_items WHERE batch_id = ? AND state = 'done' AND (saved_as = ? OR
      (saved_as IS NULL AND task ->> 'folder' = ? AND substr('/' || (task ->> 'key'), -length(?)) = ?)) LIMIT 1`
  return database.get(z.object({ one: z.number() }), sql, batchId, path, folder, name, name) !== null
}
