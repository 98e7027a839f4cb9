/** What grows: months and rows for what was written to the folders of a folder. Pure. */
import { nameOf } from '../../../shared/key.ts'
import type { FolderTotals, TimeSlice } from '../../../shared/model/usage.ts'
import { compareNames } from '../../format/names.ts'

const monthCount = 12
const hourMs = 3_600_000
const recentDays = 30

export type GrowthSlices = {
  /** Of people's own calendar, the running one last. */
  readonly months: readonly TimeSlice[]
  readonly recent: TimeSlice
}

/** Whole hours, for which the index is fast. */
export function growthSlices(nowMs: number): GrowthSlices {
  const now = new Date(nowMs)
  const startOf = (monthsAgo: number): number =>
    new Date(now.getFullYear(), now.getMonth() - monthsAgo, 1).getTime()
  const toMs = Math.ceil((nowMs + 1) / hourMs) * hourMs
  const months = Array.from({ length: monthCount }, (_, at): TimeSlice => {
    const monthsAgo = monthCount - 1 - at
    return { fromMs: startOf(monthsAgo), toMs: monthsAgo === 0 ? toMs : startOf(monthsAgo - 1) }
  })
  return { months, recent: { fromMs: toMs - recentDays * 24 * hourMs, toMs } }
}

export type GrowthRow = {
  /** null: the files that lie directly in it. */
  readonly prefix: string | null
  readonly monthBytes: readonly number[]
  readonly recentBytes: number
  readonly yearBytes: number
}

export type GrowthOrder = 'name' | 'recent' | 'year'

/** Beside the months, with that of the last days behind: as `written` was asked for. */
export function growthRow(prefix: string | null, written: readonly number[]): GrowthRow {
  const monthBytes = written.slice(0, -1)
  return {
    prefix,
    monthBytes,
    recentBytes: written.at(-1) ?? 0,
    yearBytes: monthBytes.reduce((sum, bytes) => sum + bytes, 0),
  }
}

/** What grew most first, or by name as people count. `more`: not all folders are here. */
export function growthRows(
  { prefix, folders, more }: { prefix: string; folders: readonly FolderTotals[]; more: boolean },
  written: ReadonlyMap<string, readonly number[]>,
  order: GrowthOrder,
): readonly GrowthRow[] {
  const known = folders.flatMap((folder) => {
    const bytes = written.get(folder.prefix)
    return bytes === undefined ? [] : [growthRow(folder.prefix, bytes)]
  })
  const whole = written.get(prefix) ?? []
  const direct = whole.map((bytes, at) =>
    folders.reduce((rest, folder) => rest - (written.get(folder.prefix)?.[at] ?? 0), bytes),
  )
  const hasDirect = !more && direct.some((bytes) => bytes > 0)
  const rows = hasDirect ? [...known, growthRow(null, direct)] : known
  return rows.toSorted((a, b) =>
    order === 'name'
      ? byName(a, b)
      : bytesBy[order](b) - bytesBy[order](a) || b.yearBytes - a.yearBytes || byName(a, b),
  )
}

/** Files that lie directly in it come last. */
const nameOfRow = ({ prefix }: GrowthRow): string => (prefix === null ? '\uffff' : nameOf(prefix))
const byName = (a: GrowthRow, b: GrowthRow): number => compareNames(nameOfRow(a), nameOfRow(b))

const bytesBy = {
  recent: ({ recentBytes }: GrowthRow) => recentBytes,
  year: ({ yearBytes }: GrowthRow) => yearBytes,
} as const
