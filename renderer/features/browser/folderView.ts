/** What is known of a folder's rows. */
import type { Row } from '../../../shared/model/listing.ts'

/** The rows that are known, all of one revision. */
export type FolderView = {
  readonly listingId: string
  readonly revision: number
  readonly rowCount: number
  readonly rows: ReadonlyMap<number, Row>
  /** Where keys stand: of the rows that are known, and of the keys that were asked for; null: nowhere. */
  readonly indices: ReadonlyMap<string, number | null>
}

const mostRowsKept = 8192

export const emptyView: FolderView = {
  listingId: '',
  revision: -1,
  rowCount: 0,
  rows: new Map(),
  indices: new Map(),
}

/** Far rows are forgotten when there are many: the window never holds a folder. */
export function roomFor(
  { rows, indices }: FolderView,
  { start, end }: { readonly start: number; readonly end: number },
): Pick<FolderView, 'rows' | 'indices'> {
  if (rows.size < mostRowsKept) return { rows, indices }
  const near = mostRowsKept / 4
  const kept = new Map([...rows].filter(([row]) => row >= start - near && row < end + near))
  return { rows: kept, indices: new Map([...kept].map(([row, { key }]) => [key, row])) }
}
