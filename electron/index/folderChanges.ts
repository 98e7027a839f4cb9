/** What a write changes in the folders above the keys it touches: gathered key by key, carried up at the end. */
import { z } from 'zod'
import { addCells, CellSums } from './cells.ts'
import { folderNode, folderPrefixOf, removeFolder, rootId } from './folderTree.ts'
import { loseSpans, gainSpans } from './folderSpans.ts'
import { addSums, noSums, type KeyFacts, type Sums } from './keyFacts.ts'
import { subtract, union, type Span } from './spans.ts'
import type { FolderNode, IndexStore } from './indexStore.ts'

type FolderChange = { sums: Sums; gained: Span[]; lost: Span[] }

/** Spans gathered beyond this are merged, so that a folder of very many files stays cheap. */
const spansBeforeMerge = 256

export class FolderChanges {
  readonly #store: IndexStore
  readonly #changes = new Map<string, FolderChange>()
  readonly #cells = new CellSums()

  constructor(store: IndexStore) {
    this.#store = store
  }

  /** A key became something else; `noFacts` stands for a key that isn't there. */
  add(key: string, before: KeyFacts, after: KeyFacts): void {
    const prefix = folderPrefixOf(key)
    const change = this.#changeOf(prefix)
    change.sums = addSums(addSums(change.sums, before.sums, -1), after.sums)
    change.gained.push(...subtract(after.live, before.live))
    change.lost.push(...subtract(before.live, after.live))
    if (change.gained.length > spansBeforeMerge) change.gained = [...union(change.gained)]
    for (let node: FolderNode | null = folderNode(this.#store, prefix); node !== null; node = node.parent) {
      if (node.hasCells) this.#cells.change(node.id, before.events, after.events)
    }
  }

  /** Writes it all: sums and spans from the deepest folder up, then the cells. */
  apply(): void {
    for (const prefix of this.#deepestFirst()) {
      const change = this.#changes.get(prefix)
      if (change) this.#applyTo(folderNode(this.#store, prefix), change)
    }
    addCells(this.#store.database, this.#cells)
  }

  #changeOf(prefix: string): FolderChange {
    const known = this.#changes.get(prefix)
    if (known) return known
    const change: FolderChange = { sums: noSums, gained: [], lost: [] }
    this.#changes.set(prefix, change)
    return change
  }

  /** Every folder that is touched, those above included. */
  #deepestFirst(): readonly string[] {
    const all = new Set<string>()
    for (const prefix of this.#changes.keys()) {
      for (let above = prefix; !all.has(above); above = folderPrefixOf(above.slice(0, -1))) all.add(above)
    }
    return [...all].sort((a, b) => b.length - a.length)
  }

  #applyTo(node: FolderNode, change: FolderChange): void {
    const left = addFolderSums(this.#store, node, change.sums)
    const gained = union(change.gained)
    const lost = subtract(union(change.lost), gained)
    if (left === 0 && node.id !== rootId) removeFolder(this.#store, node)
    else gainSpans(this.#store.database, node.id, gained)
    const gone = left === 0 && node.id !== rootId ? lost : loseSpans(this.#store.database, node, lost)
    if (node.parent === null) return
    const above = this.#changeOf(node.parent.prefix)
    above.sums = addSums(above.sums, change.sums)
    above.gained.push(...gained)
    above.lost.push(...gone)
  }
}

const leftRow = z.object({ left: z.number() })

const addSql = `
  UPDATE folders SET current_count = current_count + ?, current_bytes = current_bytes + ?,
    noncurrent_count = noncurrent_count + ?, noncurrent_bytes = noncurrent_bytes + ?,
    marker_count = marker_count + ?, deleted_count = deleted_count + ?
  WHERE parent = ? AND name = ?
  RETURNING current_count + noncurrent_count + marker_count AS left`

/** How many entries are beneath the folder now. */
function addFolderSums({ database }: IndexStore, node: FolderNode, sums: Sums): number {
  const values = [
    sums.currentCount,
    sums.currentBytes,
    sums.noncurrentCount,
    sums.noncurrentBytes,
    sums.markerCount,
    sums.deletedCount,
  ] as const
  return database.get(leftRow, addSql, ...values, node.parent?.id ?? 0, node.name)?.left ?? 0
}
