/** The tree of one place: the open folder, the folders opened under it, what is selected, and what moves all that. */
import type { Row } from '../../../shared/model/listing.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { mostSelectedRows } from '../../state/selection.ts'
import type { Strata } from '../../strata.ts'
import { treeWords } from '../../strings/tree.ts'
import { branchOf, lineOf, placeAt, runsBetween, type Branch } from './branches.ts'
import { OpenFolder, type Shown } from './openFolder.ts'
import {
  nothingPicked,
  pickedOne,
  pickedRange,
  refreshed,
  toggled,
  without,
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

/** Rows that are asked about by key in one question. */
const mostKeysAsked = 1000

export class TreeModel {
  readonly #strata: Strata
  readonly #listeners = new Set<() => void>()
  readonly #root: OpenFolder
  /** Folders opened in the tree, by the folder they lie in and their prefix. */
  readonly #opened = new Map<OpenFolder, Map<string, OpenFolder>>()
  #shown: Shown
  #picked = nothingPicked
  #state: TreeState
  #awaitedKey: string | null
  /** The row that stays where it is on the screen when rows move. */
  #held: RowRef | null = null
  #rangeAsked = 0

  constructor(strata: Strata, place: PrefixRef, shown: Shown, leadKey: string | null) {
    this.#strata = strata
    this.#shown = shown
    this.#awaitedKey = leadKey
    this.#root = this.#openFolder(place, shown.filter)
    this.#state = { root: branchOf(this.#root, 0, 1, []), picked: nothingPicked }
  }

  readonly get = (): TreeState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins to read the place. */
  open(): void {
    this.#root.open()
  }

  get root(): OpenFolder {
    return this.#root
  }

  lineAt(line: number): Line {
    const { branch, row: index } = placeAt(this.#state.root, line)
    const row = index === null ? null : (branch.folder.view.rows.get(index) ?? null)
    return { line, branch, index, row }
  }

  /** null: it is in no list, or nobody knows where. */
  lineOf({ folder, key }: RowRef): number | null {
    const index = folder.view.indices.get(key)
    return index === undefined || index === null ? null : lineOf(this.#state.root, folder, index)
  }

  /** Lines [start, end) are looked at from now on. */
  look(start: number, end: number): void {
    const runs = runsBetween(this.#state.root, start, end)
    for (const folder of this.#folders()) {
      const own = runs.filter((run) => run.folder === folder)
      const [first] = own
      const last = own.at(-1)
      if (first !== undefined && last !== undefined) folder.want(first.start, last.end)
    }
  }

  /** The row whose place on the screen is held when rows move. */
  hold(ref: RowRef | null): void {
    this.#held = ref
  }

  isOpen(folder: OpenFolder, prefix: string): boolean {
    return this.#opened.get(folder)?.has(prefix) ?? false
  }

  expand(folder: OpenFolder, prefix: string): void {
    if (this.isOpen(folder, prefix)) return
    const children = this.#opened.get(folder) ?? new Map<string, OpenFolder>()
    const child = this.#openFolder({ ...folder.place, prefix }, '')
    child.open()
    children.set(prefix, child)
    this.#opened.set(folder, children)
    this.#changed()
  }

  collapse(folder: OpenFolder, prefix: string): void {
    const child = this.#opened.get(folder)?.get(prefix)
    if (child === undefined) return
    this.#opened.get(folder)?.delete(prefix)
    const closed = new Set(this.#foldersUnder(child))
    for (const gone of closed) {
      gone.close()
      this.#opened.delete(gone)
    }
    if (this.#held !== null && closed.has(this.#held.folder)) this.#held = null
    const before = this.#picked
    this.#picked = without(before, closed)
    // The keyboard goes on from the folder that was closed.
    if (before.lead !== null && this.#picked.lead === null) this.#pickKey({ folder, key: prefix })
    this.#changed()
  }

  /** The row a folder of the tree hangs under; null for the outermost. */
  parentOf(folder: OpenFolder): RowRef | null {
    for (const [parent, children] of this.#opened) {
      for (const [key, child] of children) if (child === folder) return { folder: parent, key }
    }
    return null
  }

  configure(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change }
    const { filter: _, ...forAll } = change
    for (const folder of this.#folders()) folder.configure(folder === this.#root ? change : forAll)
  }

  refresh(): void {
    for (const folder of this.#folders()) folder.refresh()
  }

  close(): void {
    for (const folder of this.#folders()) folder.close()
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

  /** The next line whose name begins with the text, in the folder the keyboard is in, going round. */
  async lineNamed(text: string): Promise<number | null> {
    const { lead } = this.#picked
    const folder = lead?.folder ?? this.#root
    const at = (lead === null ? null : folder.view.indices.get(lead.key)) ?? 0
    const index = await folder.find(text, at + (text.length > 1 || lead === null ? 0 : 1))
    return index === null ? null : lineOf(this.#state.root, folder, index)
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
  async #itemsBetween(
    start: number,
    end: number,
  ): Promise<readonly (RowRef & { readonly row: Row })[] | null> {
    const asked = ++this.#rangeAsked
    if (end - start > mostSelectedRows) {
      this.#strata.notices.tell({ tone: 'warn', text: treeWords.tooMany(mostSelectedRows) })
      return null
    }
    const items: (RowRef & { readonly row: Row })[] = []
    for (const { folder, start: first, end: last } of runsBetween(this.#state.root, start, end)) {
      const known = knownRows(folder, first, last) ?? (await folder.read(first, last))
      items.push(...known.map((row) => ({ folder, key: row.key, row })))
    }
    return asked === this.#rangeAsked ? items : null
  }

  #setPicked(picked: Picked): void {
    this.#rangeAsked += 1
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
    const index = this.#root.view.indices.get(this.#awaitedKey)
    if (index === undefined || index === null) return
    if (this.#pickKey({ folder: this.#root, key: this.#awaitedKey })) this.#awaitedKey = null
    else this.#root.want(index, index + 1)
  }

  #openFolder(place: PrefixRef, filter: string): OpenFolder {
    const folder: OpenFolder = new OpenFolder({
      strata: this.#strata,
      place,
      shown: { ...this.#shown, filter },
      keysOfInterest: () => this.#keysIn(folder),
      changed: () => this.#changed(),
    })
    return folder
  }

  #keysIn(folder: OpenFolder): readonly string[] {
    const { lead, anchor, rows } = this.#picked
    const keys = new Set(this.#opened.get(folder)?.keys())
    for (const ref of [lead, anchor, this.#held]) if (ref?.folder === folder) keys.add(ref.key)
    if (folder === this.#root && this.#awaitedKey !== null) keys.add(this.#awaitedKey)
    for (const item of rows.values()) {
      if (keys.size >= mostKeysAsked) break
      if (item.folder === folder) keys.add(item.key)
    }
    return [...keys]
  }

  #folders(): readonly OpenFolder[] {
    return this.#foldersUnder(this.#root)
  }

  #foldersUnder(folder: OpenFolder): readonly OpenFolder[] {
    const children = [...(this.#opened.get(folder)?.values() ?? [])]
    return [folder, ...children.flatMap((child) => this.#foldersUnder(child))]
  }

  #branch(folder: OpenFolder, level: number): Branch<OpenFolder> {
    const children = [...(this.#opened.get(folder) ?? [])].flatMap(([prefix, child]) => {
      const at = folder.view.indices.get(prefix)
      return at === undefined || at === null ? [] : [{ at, branch: this.#branch(child, level + 1) }]
    })
    return branchOf(folder, folder.view.rowCount, level, children)
  }

  #changed(): void {
    this.#pickAwaited()
    this.#picked = refreshed(this.#picked)
    if (this.#picked.lead !== null && isGone(this.#picked.lead)) {
      this.#picked = { ...this.#picked, lead: null, anchor: null }
    }
    this.#state = { root: this.#branch(this.#root, 1), picked: this.#picked }
    for (const listener of this.#listeners) listener()
  }
}

const isGone = ({ folder, key }: RowRef): boolean => folder.view.indices.get(key) === null

/** The rows [start, end), when all of them are known. */
function knownRows({ view }: OpenFolder, start: number, end: number): readonly Row[] | null {
  const rows: Row[] = []
  for (let index = start; index < end; index += 1) {
    const row = view.rows.get(index)
    if (row === undefined) return null
    rows.push(row)
  }
  return rows
}
