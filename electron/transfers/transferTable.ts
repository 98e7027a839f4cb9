/** Batches of transfers in SQLite. Runs in the storage worker. */
import type { Database } from '../storage/sqlite.ts'
import { batchRow, sumRow, type BatchRow, type SumRow } from './transferRows.ts'

export type NewBatch = Pick<BatchRow, 'batchId' | 'placeInLine' | 'spec' | 'title' | 'place' | 'createdMs'>

export function createBatch(database: Database, batch: NewBatch): void {
  const insert =
    'INSERT INTO transfer_batches (batch_id, place_in_line, spec, title, place, created_ms) VALUES (?, ?, ?, ?, ?, ?)'
  const { batchId, placeInLine, spec, title, place, createdMs } = batch
  database.run(insert, batchId, placeInLine, JSON.stringify(spec), title, place, createdMs)
}

export type BatchChange = { readonly batchId: string } & Partial<
  Pick<
    BatchRow,
    | 'placeInLine'
    | 'isPaused'
    | 'isCancelled'
    | 'isFound'
    | 'mayDestroy'
    | 'choice'
    | 'endedMs'
    | 'failure'
    | 'title'
  >
>

const columns: Readonly<Record<string, string>> = {
  placeInLine: 'place_in_line',
  isPaused: 'paused',
  isCancelled: 'cancelled',
  isFound: 'found',
  mayDestroy: 'may_destroy',
  choice: 'choice',
  endedMs: 'ended_ms',
  failure: 'failure',
  title: 'title',
} satisfies Record<Exclude<keyof BatchChange, 'batchId'>, string>

function cellOf(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value)
}

/** Changes what is given; on disk when it answers. */
export function changeBatch(database: Database, { batchId, ...change }: BatchChange): void {
  const given = Object.entries(change)
  if (given.length === 0) return
  const sets = given.map(([name]) => `${columns[name] ?? ''} = ?`).join(', ')
  const values = given.map(([, value]) => cellOf(value))
  database.run(`UPDATE transfer_batches SET ${sets} WHERE batch_id = ?`, ...values, batchId)
}

/** In the order they run. */
export function allBatches(database: Database): { readonly batches: BatchRow[]; readonly sums: SumRow[] } {
  return {
    batches: database.all(batchRow, 'SELECT * FROM transfer_batches ORDER BY place_in_line'),
    sums: database.all(
      sumRow,
      `SELECT batch_id, state, count(*) AS count, sum(size_bytes) AS size_bytes, sum(lost <> '[]') AS lacking_count
        FROM transfer_items GROUP BY batch_id, state`,
    ),
  }
}

export function removeBatches(
  database: Database,
  { batchIds }: { readonly batchIds: readonly string[] },
): void {
  database.transaction(() => {
    for (const batchId of batchIds) database.run('DELETE FROM transfer_batches WHERE batch_id = ?', batchId)
  })
}
