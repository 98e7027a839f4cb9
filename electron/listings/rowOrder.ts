/** How rows stand to each other: by the server's bytes while a folder is read, then as people expect. */
import { compareKeys, nameOf } from '../../shared/key.ts'
import type { Order, Row } from '../../shared/model/listing.ts'

export type Comparator = (a: Row, b: Row) => number

export const byBytes: Comparator = (a, b) => compareKeys(a.key, b.key)

/** `file2` before `file10`, case aside; ties by the bytes, so that the order is total. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byName: Comparator = (a, b) => collator.compare(nameOf(a.key), nameOf(b.key)) || byBytes(a, b)

const kindRank = (row: Row): number => (row.kind === 'folder' ? 0 : 1)

/** What isn't known comes last, in either direction. */
function byNumber(a: number | null, b: number | null, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return sign * (a - b)
}

/** Folders first; by date and size they keep the order of their names, since theirs isn't known. */
export function comparatorOf({ by, direction }: Order): Comparator {
  const sign = direction === 'ascending' ? 1 : -1
  const files: Comparator =
    by === 'name'
      ? (a, b) => sign * byName(a, b)
      : (a, b) =>
          (by === 'size'
            ? byNumber(a.sizeBytes, b.sizeBytes, sign)
            : byNumber(a.modifiedMs, b.modifiedMs, sign)) || byName(a, b)
  const folders: Comparator = by === 'name' ? files : byName
  return (a, b) => kindRank(a) - kindRank(b) || (a.kind === 'folder' ? folders(a, b) : files(a, b))
}

/** The first place where the row may stand in a sorted list. */
export function placeOf(rows: readonly Row[], row: Row, compare: Comparator): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = rows[middle]
    if (there !== undefined && compare(there, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
