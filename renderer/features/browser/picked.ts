/** Which rows are selected, and where the keyboard is: by key, since row numbers move. */
import type { Row } from '../../../shared/model/listing.ts'
import type { OpenFolder } from './openFolder.ts'

/** A row, wherever it stands now. A folder and its own placeholder share a key but not the folder they lie in. */
export type RowRef = { readonly folder: OpenFolder; readonly key: string }

export type Picked = {
  readonly rows: ReadonlyMap<string, Item>
  /** Everything is selected, and it is too much to name. */
  readonly all: boolean
  readonly lead: RowRef | null
  /** Where a range begins. */
  readonly anchor: RowRef | null
}

export const nothingPicked: Picked = { rows: new Map(), all: false, lead: null, anchor: null }

export const idOf = ({ folder, key }: RowRef): string => `${folder.place.prefix}\n${key}`

/** It is in no list any more. */
export const isGone = ({ folder, key }: RowRef): boolean => folder.view.indices.get(key) === null

export type Item = RowRef & { readonly row: Row }

export const pickedOne = (item: Item): Picked => ({
  rows: new Map([[idOf(item), item]]),
  all: false,
  lead: item,
  anchor: item,
})

/** The row added, or taken away when it was selected. */
export function toggled({ rows, all }: Picked, item: Item): Picked {
  const next = new Map(all ? [] : rows)
  if (!next.delete(idOf(item))) next.set(idOf(item), item)
  return { rows: next, all: false, lead: item, anchor: item }
}

/** The range from the anchor to the lead takes the place of what was selected. */
export const pickedRange = (items: readonly Item[], lead: RowRef, anchor: RowRef): Picked => ({
  rows: new Map(items.map((item) => [idOf(item), item])),
  all: false,
  lead,
  anchor,
})

/** What is known anew of selected rows; those that are in no list any more leave the selection. */
export function refreshed(picked: Picked): Picked {
  let changed = false
  const rows = new Map<string, Item>()
  for (const [id, item] of picked.rows) {
    const { indices, rows: known } = item.folder.view
    const index = indices.get(item.key)
    const row = index === null || index === undefined ? undefined : known.get(index)
    if (index === null) changed = true
    else if (row === undefined || row === item.row) rows.set(id, item)
    else {
      changed = true
      rows.set(id, { ...item, row })
    }
  }
  return changed ? { ...picked, rows } : picked
}

/** Rows of a folder that is closed now are not selected any more. */
export function without(picked: Picked, closed: ReadonlySet<OpenFolder>): Picked {
  const isIn = (ref: RowRef | null): boolean => ref !== null && closed.has(ref.folder)
  const rows = new Map([...picked.rows].filter(([, item]) => !isIn(item)))
  return {
    rows,
    all: picked.all,
    lead: isIn(picked.lead) ? null : picked.lead,
    anchor: isIn(picked.anchor) ? null : picked.anchor,
  }
}

/** Asked about by key in one question. */
const mostKeysAsked = 1000

/** Keys in the folder whose places matter: of the lead, the anchor, and as many of the selected as are asked at once. */
export function keysPicked({ lead, anchor, rows }: Picked, folder: OpenFolder): readonly string[] {
  const refs = [lead, anchor, ...rows.values()].filter((ref) => ref?.folder === folder)
  return refs.slice(0, mostKeysAsked).flatMap((ref) => (ref === null ? [] : [ref.key]))
}
