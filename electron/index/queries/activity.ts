/** What happened under a prefix, summed by slots of time: from the cells of a big folder, else from its entries. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { cellUnits, minuteMs, summedEvents } from '../cells.ts'
import { folderId, labelsUnder } from './place.ts'

export const activityRow = z.object({
  slot: z.number(),
  added: z.number(),
  replaced: z.number(),
  deleted: z.number(),
  writtenBytes: z.number(),
  deletedBytes: z.number(),
})
export type Activity = z.infer<typeof activityRow>

const cellsRow = z.object({ hasCells: z.number() })

/** Whether the folder's cells are there: they are written when a reading of the bucket ends. */
export function cellsOf(database: Database, prefix: string): number | null {
  const folder = folderId(database, prefix)
  if (folder === null) return null
  const found = database.get(cellsRow, 'SELECT 1 AS hasCells FROM cells WHERE folder = ? LIMIT 1', folder)
  return found === null ? null : folder
}

export type Slots = { readonly unit: number; readonly from: number; readonly to: number }

/** The slots of `unit` milliseconds from one to before another that saw anything, in order. */
export function activityBetween(
  database: Database,
  prefix: string,
  { unit, from, to }: Slots,
): readonly Activity[] {
  const cellUnit = [...cellUnits].reverse().find((each) => unit % each === 0)
  const folder = cellUnit === undefined ? null : cellsOf(database, prefix)
  if (folder === null || cellUnit === undefined)
    return summedFromEntries(database, prefix, { unit, from, to })
  const factor = unit / cellUnit
  const sql = `SELECT CAST(floor(slot * 1.0 / ?5) AS INTEGER) AS slot, sum(added) AS added, sum(replaced) AS replaced,
      sum(deleted) AS deleted, sum(written_bytes) AS writtenBytes, sum(deleted_bytes) AS deletedBytes
    FROM cells WHERE folder = ?1 AND unit = ?2 AND slot >= ?3 AND slot < ?4 GROUP BY 1 ORDER BY 1`
  return database.all(activityRow, sql, folder, cellUnit, from * factor, to * factor, factor)
}

function summedFromEntries(
  database: Database,
  prefix: string,
  { unit, from, to }: Slots,
): readonly Activity[] {
  const { low, high } = labelsUnder(database, prefix)
  const path = cellsOf(database, prefix) === null ? 'byKey' : 'byTime'
  const sql = `${summedEvents(path)} AND modified_ms >= ?4 AND modified_ms < ?5 GROUP BY slot ORDER BY slot`
  return database.all(activityRow, sql, low, high, unit, from * unit, to * unit)
}

/** Minutes in which something happened, latest first, all before a minute. */
export function* minutesBefore(database: Database, prefix: string, before: number): Iterable<Activity> {
  const folder = cellsOf(database, prefix)
  if (folder !== null) {
    const sql = `SELECT slot, added, replaced, deleted, written_bytes AS writtenBytes, deleted_bytes AS deletedBytes
      FROM cells WHERE folder = ? AND unit = ${minuteMs} AND slot < ? ORDER BY slot DESC`
    yield* database.each(activityRow, sql, folder, before)
    return
  }
  const { low, high } = labelsUnder(database, prefix)
  const sql = `${summedEvents('byKey')} AND modified_ms < ?4 GROUP BY slot ORDER BY slot DESC`
  yield* database.each(activityRow, sql, low, high, minuteMs, before * minuteMs)
}
