/** What is selected, for everything beside the tree that shows it or acts on it. */
import type { Row } from '../../shared/model/listing.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'

export type Selection = {
  /** The folder that is shown; the rows lie in it or below. */
  readonly place: PrefixRef
  readonly count: number
  /** Every selected row; null while they aren't all known, or too many to be. */
  readonly rows: readonly Row[] | null
  /** The row the keyboard is on. */
  readonly leadKey: string | null
}

/** Verbs act on as many rows at a time; beyond that only counting is possible. */
export const mostSelectedRows = 10_000

/** The one row that is selected, if it is one. */
export const onlyRow = (selection: Selection | null): Row | null =>
  selection?.count === 1 ? (selection.rows?.[0] ?? null) : null
