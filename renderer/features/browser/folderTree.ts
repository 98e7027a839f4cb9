/** The folders that are open: the place itself, and those opened under it, each with its own listing. */
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { Strata } from '../../strata.ts'
import { branchOf, type Branch } from './branches.ts'
import type { Shown } from './listingStream.ts'
import { OpenFolder } from './openFolder.ts'
import type { RowRef } from './picked.ts'

type FolderTreeOptions = {
  readonly strata: Strata
  readonly place: PrefixRef
  readonly shown: Shown
  /** Keys of the folder whose row numbers matter, beside those of the folders opened in it. */
  readonly keysIn: (folder: OpenFolder) => readonly string[]
  readonly changed: () => void
}

export class FolderTree {
  readonly root: OpenFolder
  readonly #options: FolderTreeOptions
  /** Of each folder, the ones opened in it by their prefixes. */
  readonly #opened = new Map<OpenFolder, Map<string, OpenFolder>>()
  #shown: Shown

  constructor(options: FolderTreeOptions) {
    this.#options = options
    this.#shown = options.shown
    this.root = this.#make(options.place, options.shown.filter)
  }

  isOpen(folder: OpenFolder, prefix: string): boolean {
    return this.#opened.get(folder)?.has(prefix) ?? false
  }

  expand(folder: OpenFolder, prefix: string): void {
    if (this.isOpen(folder, prefix)) return
    const children = this.#opened.get(folder) ?? new Map<string, OpenFolder>()
    const child = this.#make({ ...folder.place, prefix }, '')
    child.open()
    children.set(prefix, child)
    this.#opened.set(folder, children)
  }

  /** Answers with the folders that are closed now: the one, and all under it. */
  collapse(folder: OpenFolder, prefix: string): ReadonlySet<OpenFolder> {
    const child = this.#opened.get(folder)?.get(prefix)
    if (child === undefined) return new Set()
    this.#opened.get(folder)?.delete(prefix)
    const closed = new Set(this.#under(child))
    for (const gone of closed) {
      gone.close()
      this.#opened.delete(gone)
    }
    return closed
  }

  /** The row a folder hangs under; null for the outermost. */
  parentOf(folder: OpenFolder): RowRef | null {
    for (const [parent, children] of this.#opened) {
      for (const [key, child] of children) if (child === folder) return { folder: parent, key }
    }
    return null
  }

  /** A filter is for the outermost folder only. */
  configure(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change }
    const { filter: _, ...forAll } = change
    for (const folder of this.all()) folder.configure(folder === this.root ? change : forAll)
  }

  all(): readonly OpenFolder[] {
    return this.#under(this.root)
  }

  branch(): Branch<OpenFolder> {
    return this.#branch(this.root, 1)
  }

  #branch(folder: OpenFolder, level: number): Branch<OpenFolder> {
    const children = [...(this.#opened.get(folder) ?? [])].flatMap(([prefix, child]) => {
      const at = folder.view.indices.get(prefix)
      return at === undefined || at === null ? [] : [{ at, branch: this.#branch(child, level + 1) }]
    })
    return branchOf(folder, folder.view.rowCount, level, children)
  }

  #make(place: PrefixRef, filter: string): OpenFolder {
    const { strata, keysIn, changed } = this.#options
    const folder: OpenFolder = new OpenFolder({
      strata,
      place,
      shown: { ...this.#shown, filter },
      keysOfInterest: () => [...new Set([...(this.#opened.get(folder)?.keys() ?? []), ...keysIn(folder)])],
      changed,
    })
    return folder
  }

  #under(folder: OpenFolder): readonly OpenFolder[] {
    const children = [...(this.#opened.get(folder)?.values() ?? [])]
    return [folder, ...children.flatMap((child) => this.#under(child))]
  }
}
