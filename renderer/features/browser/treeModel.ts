/** The tree of one place: the open folder, the folders opened under it, what is selected, and what moves all that. */
import type { Row } from '../../../shared/model/listing.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { mostSelectedRows } from '../../state/selection.ts'
import type { Strata } from '../../strata.ts'
import { treeWords } from '../../strings/tree.ts'
import { lineOf, placeAt, runsBetween, type Branch } from './branches.ts'
import { rowsBetween } from './rowsBetween.ts'
import { FolderTree } from './folderTree.ts'
import { Latest } from './latest.ts'
import { lineNamed } from './lineNamed.ts'
import type { Shown } from './listingStream.ts'
import type { OpenFolder } from './openFolder.ts'
import {
  isGone,
  keysPicked,
  nothingPicked,
  pickedOne,
  pickedRange,
  refreshed,
  toggled,
  without,
  type Item,
  type Picked,
  type RowRef,
} from './picked.ts'

export type TreeState = { readonly root: Branch<OpenFolder>; readonly picked: Picked }

export type Line = {
  readonly line: number
  readonly branch: Branch<OpenFolder>
  /** null: a line that only says something about its folder. */
  readonly index: number | null
  /** null: not known yet. */
  readonly row: Row | null
}

export class TreeModel {
  readonly #strata: Strata
  readonly #listeners = new Set<() => void>()
  readonly #folders: FolderTree
  #picked = nothingPicked
  #state: TreeState
  #awaitedKey: string | null
  /** The row that stays where it is on the screen when rows move. */
  #held: RowRef | null = null
  readonly #asked = new Latest()
  #leadLine: number | null = null

  constructor(strata: Strata, place: PrefixRef, shown: Shown, leadKey: string | null) {
    this.#strata = strata
    this.#awaitedKey = leadKey
    this.#folders = new FolderTree({
      strata,
      place,
      shown,
      keysIn: (folder) => this.#keysIn(folder),
      changed: () => this.#changed(),
    })
    this.#state = { root: this.#folders.branch(), picked: nothingPicked }
  }

  readonly get = (): TreeState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins to read the place. */
  open(): void {
    this.root.open()
  }

  get root(): OpenFolder {
    return this.#folders.root
  }

  lineAt(line: number): Line {
    const { branch, row: index } = placeAt(this.#state.root, line)
    const row = index === null ? null : (branch.folder.view.rows.get(index) ?? null)
    return { line, branch, index, row }
  }

  /** null: nobody knows. */
  lineOf({ folder, key }: RowRef, { root }: TreeState = this.#state): number | null {
    const index = folder.view.indices.get(key)
    return index === undefined || index === null ? null : lineOf(root, folder, index)
  }

  /** Lines [start, end) are looked at from now on. */
  look(start: number, end: number, { root }: TreeState): void {
    const runs = runsBetween(root, start, end)
    for (const folder of this.#folders.all()) {
      const own = runs.filter((run) => run.folder === folder)
      const [first] = own
      const last = own.at(-1)
      if (first !== undefined && last !== undefined) folder.want(first.start, last.end)
    }
  }

  /** Where the keyboard goes on from when its row is gone. */
  get lastLeadLine(): number | null {
    return this.#leadLine
  }

  hold(ref: RowRef | null): void {
    this.#held = ref
  }

  isOpen(folder: OpenFolder, prefix: string): boolean {
    return this.#folders.isOpen(folder, prefix)
  }

  expand(folder: OpenFolder, prefix: string): void {
    this.#folders.expand(folder, prefix)
    this.#changed()
  }

  collapse(folder: OpenFolder, prefix: string): void {
    const closed = this.#folders.collapse(folder, prefix)
    if (this.#held !== null && closed.has(this.#held.folder)) this.#held = null
    const before = this.#picked
    this.#picked = without(before, closed)
    // The keyboard goes on from the folder that was closed.
    if (before.lead !== null && this.#picked.lead === null) this.#pickKey({ folder, key: prefix })
    this.#changed()
  }

  parentOf(folder: OpenFolder): RowRef | null {
    return this.#folders.parentOf(folder)
  }

  configure(change: Partial<Shown>): void {
    this.#folders.configure(change)
    this.#changed()
  }

  refresh(): void {
    for (const folder of this.#folders.all()) folder.refresh()
  }

  close(): void {
    for (const folder of this.#folders.all()) folder.close()
  }

  pick({ branch, index, row }: Line, how: 'one' | 'toggle'): void {
    if (row === null || index === null) return
    const item = { folder: branch.folder, key: row.key, row }
    this.#setPicked(how === 'one' ? pickedOne(item) : toggled(this.#picked, item))
  }

  /** The row on a line, asked for when it isn't known yet. */
  async pickLine(line: number): Promise<void> {
    const at = this.lineAt(line)
    if (at.index === null) return
    const [item] = (at.row === null ? await this.#itemsBetween(line, line + 1) : null) ?? []
    if (at.row !== null) this.pick(at, 'one')
    else if (item !== undefined) this.#setPicked(pickedOne(item))
  }

  /** The next line whose name begins so; null: there is none, or something else was picked meanwhile. */
  lineNamed(text: string): Promise<number | null> {
    return this.#asked.ask(lineNamed(this, text))
  }

  /** Chooses a row of the open folder as soon as it is known where it is. */
  pickByKey(key: string): void {
    this.#awaitedKey = key
    this.root.locate()
    this.#changed()
  }

  pickNothing(): void {
    this.#setPicked({ ...nothingPicked, lead: this.#picked.lead })
  }

  /** Everything between the anchor and the line, both included. */
  async pickTo(line: number): Promise<void> {
    const { anchor } = this.#picked
    const from = (anchor === null ? null : this.lineOf(anchor)) ?? line
    const [start, end] = from < line ? [from, line + 1] : [line, from + 1]
    const items = await this.#itemsBetween(start, end)
    const lead = from < line ? items?.at(-1) : items?.[0]
    if (items === null || lead === undefined) return
    this.#setPicked(pickedRange(items, lead, anchor ?? lead))
  }

  async pickAll(): Promise<void> {
    const { lineCount } = this.#state.root
    if (lineCount > mostSelectedRows) {
      this.#setPicked({ ...nothingPicked, all: true, lead: this.#picked.lead })
      return
    }
    const items = await this.#itemsBetween(0, lineCount)
    const [first] = items ?? []
    if (items === null || first === undefined) return
    const lead = this.#picked.lead ?? first
    this.#setPicked(pickedRange(items, lead, lead))
  }

  /** The rows on lines [start, end); null when something else was picked meanwhile. */
  async #itemsBetween(start: number, end: number): Promise<readonly Item[] | null> {
    if (end - start > mostSelectedRows) {
      this.#strata.notices.tell({ tone: 'warn', text: treeWords.tooMany(mostSelectedRows) })
      return null
    }
    return this.#asked.ask(rowsBetween(this.#state.root, start, end))
  }

  #setPicked(picked: Picked): void {
    this.#asked.drop()
    this.#awaitedKey = null
    this.#picked = picked
    this.#changed()
  }

  #pickKey(ref: RowRef): boolean {
    const index = ref.folder.view.indices.get(ref.key)
    const row = index === undefined || index === null ? undefined : ref.folder.view.rows.get(index)
    if (row !== undefined) this.#picked = pickedOne({ ...ref, row })
    return row !== undefined
  }

  /** Chooses a row of the open folder as soon as it is in the list. */
  #pickAwaited(): void {
    if (this.#awaitedKey === null) return
    const index = this.root.view.indices.get(this.#awaitedKey)
    if (index === undefined || index === null) return
    if (this.#pickKey({ folder: this.root, key: this.#awaitedKey })) this.#awaitedKey = null
    else this.root.want(index, index + 1)
  }

  #keysIn(folder: OpenFolder): readonly string[] {
    const awaited = folder === this.root && this.#awaitedKey !== null ? [this.#awaitedKey] : []
    const held = this.#held?.folder === folder ? [this.#held.key] : []
    return [...new Set([...awaited, ...held, ...keysPicked(this.#picked, folder)])]
  }

  #changed(): void {
    this.#pickAwaited()
    this.#picked = refreshed(this.#picked)
    const { lead } = this.#picked
    if (lead !== null && isGone(lead)) this.#picked = { ...this.#picked, lead: null, anchor: null }
    else if (lead !== null) this.#leadLine = this.lineOf(lead) ?? this.#leadLine
    this.#state = { root: this.#folders.branch(), picked: this.#picked }
    for (const listener of this.#listeners) listener()
  }
}
