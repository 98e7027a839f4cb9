/** How much was written under prefixes in spans of time, and is still kept: what a bucket grows by. */
import { z } from 'zod'
import type { TimeSlice } from '../../../shared/model/usage.ts'
import type { Database } from '../../storage/sqlite.ts'
import { cellUnits } from '../cells.ts'
import { cellsOf } from './activity.ts'
import { labelsUnder } from './place.ts'

export type WrittenQuery = {
  readonly prefixes: readonly string[]
  /** Each from its start to before its end; they may overlap. */
  readonly slices: readonly TimeSlice[]
}

const sumsRow = z.object({ sums: z.string() })
const sumsOf = z.array(z.number())

/** Beside the prefixes, for each the bytes beside the slices. Versions that were destroyed since are not in it. */
export function writtenBytes(
  database: Database,
  { prefixes, slices }: WrittenQuery,
): readonly (readonly number[])[] {
  const unit = [...cellUnits]
    .reverse()
    .find((each) => slices.every(({ fromMs, toMs }) => fromMs % each === 0 && toMs % each === 0))
  return prefixes.map((prefix) => {
    const folder = unit === undefined ? null : cellsOf(database, prefix)
    return folder === null || unit === undefined
      ? fromEntries(database, prefix, slices)
      : fromCells(database, { folder, unit }, slices)
  })
}

type Cells = { readonly folder: number; readonly unit: number }

function fromCells(database: Database, { folder, unit }: Cells, slices: readonly TimeSlice[]) {
  const inSlots = slices.map(({ fromMs, toMs }) => ({ fromMs: fromMs / unit, toMs: toMs / unit }))
  const sql = `SELECT ${sliceSums('slot', 'written_bytes', slices.length)} AS sums FROM cells
    WHERE folder = ? AND unit = ? AND slot >= ? AND slot < ?`
  return summed(database, sql, inSlots, [folder, unit])
}

function fromEntries(database: Database, prefix: string, slices: readonly TimeSlice[]) {
  const { low, high } = labelsUnder(database, prefix)
  const sql = `SELECT ${sliceSums('modified_ms', 'bytes', slices.length)} AS sums FROM versions
    WHERE key >= ? AND key < ? AND kind < 2 AND modified_ms >= ? AND modified_ms < ?`
  return summed(database, sql, slices, [low, high])
}

/** One pass for all slices, without sorting anything. */
function sliceSums(time: string, bytes: string, count: number): string {
  const one = `coalesce(sum(CASE WHEN ${time} >= ? AND ${time} < ? THEN ${bytes} END), 0)`
  return `json_array(${Array.from({ length: count }, () => one).join(', ')})`
}

function summed(
  database: Database,
  sql: string,
  slices: readonly TimeSlice[],
  where: readonly [number, number],
): readonly number[] {
  const bounds = slices.flatMap(({ fromMs, toMs }) => [fromMs, toMs])
  const first = Math.min(...slices.map(({ fromMs }) => fromMs))
  const end = Math.max(...slices.map(({ toMs }) => toMs))
  const row = database.get(sumsRow, sql, ...bounds, ...where, first, end)
  return row === null ? slices.map(() => 0) : sumsOf.parse(JSON.parse(row.sums))
}
