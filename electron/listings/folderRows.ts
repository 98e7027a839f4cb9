/** A folder's rows in order: kept sorted, cut into windows, patched in place. */
import { nameOf } from '../../shared/key.ts'
import type { Change } from '../../shared/model/change.ts'
import type { Order, Row } from '../../shared/model/listing.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import type { ListedObject } from '../s3/objectsPage.ts'
import { FolderEntries } from './folderEntries.ts'
import { byBytes, comparatorOf, placeOf, type Comparator } from './rowOrder.ts'

export type RowCounts = {
  readonly revision: number
  readonly rowCount: number
  readonly deletedCount: number
  /** Rows there would be without the filter. */
  readonly totalCount: number
  readonly sorted: boolean
}

/** How rows are shown; what isn't given stays as it is. */
export type RowsChange = {
  readonly order?: Order | undefined
  readonly showDeleted?: boolean | undefined
  readonly filter?: string | undefined
}

/** Rows as they are now, and where some keys stand among them: all of one moment. */
export type RowWindow = {
  readonly revision: number
  readonly rowCount: number
  readonly start: number
  readonly rows: readonly Row[]
  /** One for each key asked for; null for those that are not in the list. */
  readonly indices: readonly (number | null)[]
}

export type LivePage = {
  readonly objects: readonly ListedObject[]
  readonly prefixes: readonly string[]
  readonly complete: boolean
}
export type VersionPage = {
  readonly entries: readonly VersionEntry[]
  readonly prefixes: readonly string[]
  readonly complete: boolean
}

export class FolderRows {
  readonly #entries: FolderEntries
  /** Rows that were told as such; null: they are judged from the listings. */
  #told: ReadonlyMap<string, Row> | null = null
  #order: Order
  #showDeleted: boolean
  /** Lower case; only names that contain it are shown. */
  #filter = ''
  #rows: Row[] = []
  #deletedCount = 0
  #totalCount = 0
  #revision = 0
  #livePages = 0
  /** Rows must be built anew before anybody looks at them. */
  #stale = false

  constructor(prefix: string, order: Order, showDeleted: boolean) {
    this.#entries = new FolderEntries(prefix)
    this.#order = order
    this.#showDeleted = showDeleted
  }

  addLive({ objects, prefixes, complete }: LivePage): void {
    this.#livePages += 1
    const fresh = this.#entries.addLive(objects, prefixes, complete)
    const last = this.#rows.at(-1)
    const first = fresh[0]
    const follows = last === undefined || first === undefined || byBytes(last, first) < 0
    // A page that simply follows moves nothing: it is appended, and the revision stays.
    const appends = follows && this.#filter === '' && !this.#isSorted() && !this.#showDeleted && !this.#stale
    if (appends) this.#totalCount = this.#rows.push(...fresh)
    else this.#stale = true
  }

  addVersions({ entries, prefixes, complete }: VersionPage): void {
    this.#entries.addVersions(entries, prefixes, complete)
    this.#stale = true
  }

  setRows(rows: readonly Row[]): void {
    this.#told = new Map(rows.map((row) => [row.key, row]))
    this.#stale = true
  }

  configure({ order, showDeleted, filter }: RowsChange): void {
    this.#order = order ?? this.#order
    this.#showDeleted = showDeleted ?? this.#showDeleted
    this.#filter = filter?.toLocaleLowerCase() ?? this.#filter
    this.#stale = true
  }

  forgetVersions(): void {
    this.#entries.forgetVersions()
    this.#stale = true
  }

  /** Takes over our own writes; answers with the child folders that only the server can judge now. */
  applyChanges(changes: readonly Change[]): readonly string[] {
    const doubtful = new Set<string>()
    for (const change of changes) {
      const key = this.#entries.applyChange(change)
      if (key === null) continue
      if (key !== change.key && (change.latest === 'nothing' || change.latest.isMarker)) doubtful.add(key)
      this.#patch(key)
    }
    return [...doubtful]
  }

  judgeFolder(prefix: string, found: { readonly live: boolean; readonly any: boolean }): void {
    this.#entries.judgeFolder(prefix, found)
    this.#patch(prefix)
  }

  counts(): RowCounts {
    this.#refresh()
    return {
      revision: this.#revision,
      rowCount: this.#rows.length,
      deletedCount: this.#deletedCount,
      totalCount: this.#totalCount,
      sorted: this.#isSorted(),
    }
  }

  window(start: number, end: number, keys: readonly string[] = []): RowWindow {
    const { revision, indices } = this.locate(keys)
    return { revision, rowCount: this.#rows.length, start, rows: this.#rows.slice(start, end), indices }
  }

  locate(keys: readonly string[]): {
    readonly revision: number
    readonly indices: readonly (number | null)[]
  } {
    this.#refresh()
    return { revision: this.#revision, indices: keys.map((key) => this.#indexOf(key)) }
  }

  /** The first row at or after `from` whose name starts with the text, case aside, going round. */
  find(text: string, from: number): { readonly revision: number; readonly index: number | null } {
    this.#refresh()
    const wanted = text.toLocaleLowerCase()
    const { length } = this.#rows
    for (let step = 0; step < length; step++) {
      const index = (from + step) % length
      const row = this.#rows[index]
      if (row && nameOf(row.key).toLocaleLowerCase().startsWith(wanted))
        return { revision: this.#revision, index }
    }
    return { revision: this.#revision, index: null }
  }

  /** A folder of one page is shown in the wanted order at once; a bigger one switches once, when all is read. */
  #isSorted(): boolean {
    const { liveComplete, versionsComplete } = this.#entries
    if (this.#told !== null) return true
    return liveComplete && (this.#livePages <= 1 || !this.#showDeleted || versionsComplete)
  }

  #comparator(): Comparator {
    return this.#isSorted() ? comparatorOf(this.#order) : byBytes
  }

  #rowOf(key: string): Row | null {
    return this.#told === null ? this.#entries.rowOf(key) : (this.#told.get(key) ?? null)
  }

  #shownRow(key: string): Row | null {
    const row = this.#rowOf(key)
    return row === null || (row.deleted && !this.#showDeleted) || !this.#matches(row) ? null : row
  }

  #matches({ key }: Row): boolean {
    return this.#filter === '' || nameOf(key).toLocaleLowerCase().includes(this.#filter)
  }

  #refresh(): void {
    if (!this.#stale) return
    this.#stale = false
    this.#rows = []
    this.#totalCount = 0
    for (const key of this.#told === null ? this.#entries.keys : this.#told.keys()) {
      const row = this.#rowOf(key)
      if (row === null || (row.deleted && !this.#showDeleted)) continue
      this.#totalCount += 1
      if (this.#matches(row)) this.#rows.push(row)
    }
    this.#rows.sort(this.#comparator())
    this.#deletedCount = this.#rows.reduce((sum, row) => sum + (row.deleted ? 1 : 0), 0)
    this.#revision += 1
  }

  #indexOf(key: string): number | null {
    const row = this.#shownRow(key)
    if (row === null) return null
    const at = placeOf(this.#rows, row, this.#comparator())
    return this.#rows[at]?.key === key ? at : null
  }

  /** Puts one child where it belongs now, without sorting the rest again. */
  #patch(key: string): void {
    // A filtered list is small to look at but not to count: it is built anew.
    if (this.#filter !== '') this.#stale = true
    if (this.#stale) return
    const before = this.#rows.findIndex((row) => row.key === key)
    if (before >= 0) this.#deletedCount -= this.#rows.splice(before, 1)[0]?.deleted === true ? 1 : 0
    const row = this.#shownRow(key)
    if (row !== null) {
      this.#rows.splice(placeOf(this.#rows, row, this.#comparator()), 0, row)
      this.#deletedCount += row.deleted ? 1 : 0
    }
    this.#totalCount = this.#rows.length
    this.#revision += 1
  }
}
