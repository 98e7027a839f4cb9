/** How far files are that move in parts: what a later run needs to go on. Runs in the storage worker. */
import { z } from 'zod'
import type { TransferState } from '../../shared/model/transfer.ts'
import { json } from '../storage/jsonColumn.ts'
import type { Database } from '../storage/sqlite.ts'
import { partsJournalSchema, type PartDone, type PartsJournal } from './tasks.ts'

type Journaled = {
  readonly batchId: string
  readonly ordinal: number
  readonly journal: PartsJournal | null
  readonly startedOver: boolean
}

/** Begins a file in parts, or forgets how far it was. */
export function journalTransfer(
  database: Database,
  { batchId, ordinal, journal, startedOver }: Journaled,
): void {
  database.transaction(() => {
    database.run('DELETE FROM transfer_parts WHERE batch_id = ? AND ordinal = ?', batchId, ordinal)
    database.run(
      'UPDATE transfer_items SET journal = ?, started_over = max(started_over, ?) WHERE batch_id = ? AND ordinal = ?',
      journal && JSON.stringify(journal),
      Number(startedOver),
      batchId,
      ordinal,
    )
  })
}

/** How far files in parts are, of those in some states; forgotten once they were told. */
export function takeJournals(
  database: Database,
  { batchId, states }: { readonly batchId: string; readonly states: readonly TransferState[] },
): PartsJournal[] {
  const row = z.object({ journal: json(partsJournalSchema) })
  const where = `batch_id = ? AND journal IS NOT NULL AND state IN (${states.map(() => '?').join(', ')})`
  return database.transaction(() => {
    const rows = database.all(row, `SELECT journal FROM transfer_items WHERE ${where}`, batchId, ...states)
    const parts = `DELETE FROM transfer_parts WHERE batch_id = ? AND ordinal IN (SELECT ordinal FROM transfer_items WHERE ${where})`
    database.run(parts, batchId, batchId, ...states)
    database.run(`UPDATE transfer_items SET journal = NULL WHERE ${where}`, batchId, ...states)
    return rows.map(({ journal }) => journal)
  })
}

export type PartNote = PartDone & { readonly batchId: string; readonly ordinal: number }

export function addParts(database: Database, { parts }: { readonly parts: readonly PartNote[] }): void {
  const insert =
    'INSERT OR REPLACE INTO transfer_parts (batch_id, ordinal, part_number, etag, md5) VALUES (?, ?, ?, ?, ?)'
  database.transaction(() => {
    for (const { batchId, ordinal, partNumber, etag, md5 } of parts)
      database.run(insert, batchId, ordinal, partNumber, etag, md5)
  })
}

export function readParts(
  database: Database,
  { batchId, ordinal }: { readonly batchId: string; readonly ordinal: number },
): PartDone[] {
  const row = z
    .object({ part_number: z.number(), etag: z.string(), md5: z.string().nullable() })
    .transform(({ part_number, etag, md5 }) => ({ partNumber: part_number, etag, md5: md5 ?? etag }))
  const sql =
    'SELECT part_number, etag, md5 FROM transfer_parts WHERE batch_id = ? AND ordinal = ? ORDER BY part_number'
  return database.all(row, sql, batchId, ordinal)
}
