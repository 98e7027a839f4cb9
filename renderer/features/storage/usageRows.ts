/** What lies in a folder, as rows: its folders, and what lies in it directly; in the order somebody chose. Pure. */
import { nameOf } from '../../../shared/key.ts'
import type { FolderTotals } from '../../../shared/model/usage.ts'
import type { Sums } from '../../../shared/model/versionIndex.ts'
import { compareNames } from '../../format/names.ts'
import { bytesOfSums } from './cost.ts'

export type UsageRow = {
  /** null: the files that lie directly in it. */
  readonly prefix: string | null
  readonly sums: Sums
}

export type UsageOrder = 'name' | 'current' | 'noncurrent' | 'markers' | 'all'

export const noSums: Sums = {
  currentCount: 0,
  currentBytes: 0,
  noncurrentCount: 0,
  noncurrentBytes: 0,
  markerCount: 0,
  deletedCount: 0,
}

export const plus = (a: Sums, b: Sums, sign: 1 | -1 = 1): Sums => ({
  currentCount: a.currentCount + sign * b.currentCount,
  currentBytes: a.currentBytes + sign * b.currentBytes,
  noncurrentCount: a.noncurrentCount + sign * b.noncurrentCount,
  noncurrentBytes: a.noncurrentBytes + sign * b.noncurrentBytes,
  markerCount: a.markerCount + sign * b.markerCount,
  deletedCount: a.deletedCount + sign * b.deletedCount,
})

const isNothing = ({ currentCount, noncurrentCount, markerCount }: Sums): boolean =>
  currentCount <= 0 && noncurrentCount <= 0 && markerCount <= 0

/** The biggest first; by name as people count. `more`: not all folders are here, so nothing is left to tell. */
export function usageRows(
  totals: Sums,
  folders: readonly FolderTotals[],
  more: boolean,
  order: UsageOrder,
): readonly UsageRow[] {
  const direct = folders.reduce((rest, { sums }) => plus(rest, sums, -1), totals)
  const rows: readonly UsageRow[] = [
    ...folders,
    ...(more || isNothing(direct) ? [] : [{ prefix: null, sums: direct }]),
  ]
  if (order === 'name') return rows.toSorted((a, b) => compareNames(nameOfRow(a), nameOfRow(b)))
  return rows.toSorted((a, b) => weights[order](b.sums) - weights[order](a.sums))
}

/** Files that lie directly in it come last. */
const nameOfRow = ({ prefix }: UsageRow): string => (prefix === null ? '\uffff' : nameOf(prefix))

const weights: Readonly<Record<Exclude<UsageOrder, 'name'>, (sums: Sums) => number>> = {
  current: ({ currentBytes }) => currentBytes,
  noncurrent: ({ noncurrentBytes }) => noncurrentBytes,
  markers: ({ markerCount }) => markerCount,
  all: bytesOfSums,
}
