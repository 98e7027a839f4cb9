/** One folder, open: how far its listing has come, and those of its rows that are looked at. */
import type { Failure } from '../../../shared/failure.ts'
import type { ListingState, Row } from '../../../shared/model/listing.ts'
import { sameMoment } from '../../../shared/model/moment.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { failureFrom } from '../../failure.ts'
import type { Strata } from '../../strata.ts'
import { emptyView, roomFor, type FolderView } from './folderView.ts'
import { ListingStream, type Shown } from './listingStream.ts'

type FolderOptions = {
  readonly strata: Strata
  readonly place: PrefixRef
  readonly shown: Shown
  /** Keys whose row numbers matter beside the rows that are looked at. */
  readonly keysOfInterest: () => readonly string[]
  readonly changed: () => void
}

/** Rows are asked for by as many at a time. */
const chunkRows = 64

export class OpenFolder {
  readonly place: PrefixRef
  readonly #options: FolderOptions
  #shown: Shown
  #stream: ListingStream
  /** The listing that will take the place of the one shown, once it has all rows. */
  #next: ListingStream | null = null
  #failure: Failure | null = null
  #view = emptyView
  #wanted = { start: 0, end: chunkRows }
  #fetching = false

  constructor(options: FolderOptions) {
    this.#options = options
    this.place = options.place
    this.#shown = options.shown
    this.#stream = new ListingStream(options.strata, this.place, this.#shown)
  }

  /** Begins to read. */
  open(): void {
    this.#stream = this.#read()
  }

  get state(): ListingState | null {
    return this.#stream.state
  }

  /** How far the listing has come that will take the place of the one shown; null: there is none. */
  get nextState(): ListingState | null {
    return this.#next?.state ?? null
  }

  get view(): FolderView {
    return this.#view
  }

  /** Why nothing can be shown. What fails after the first rows is in the state. */
  get failure(): Failure | null {
    return this.#failure ?? (this.#view.rowCount === 0 ? (this.state?.live.failure ?? null) : null)
  }

  get refreshing(): boolean {
    return this.#next !== null
  }

  /** Nothing is known yet, not even that there is nothing. */
  get waiting(): boolean {
    if (this.failure !== null || this.#view.rowCount > 0) return false
    return this.#view.revision < 0 || !this.#stream.over
  }

  /** Rows [start, end) are looked at from now on. */
  want(start: number, end: number): void {
    this.#wanted = { start: Math.max(0, start), end: Math.max(0, end) }
    void this.#fetch()
  }

  /** Asks anew where the keys of interest stand, when they are not known. */
  locate(): void {
    void this.#fetch()
  }

  /** What is shown is of another moment than the one that is wanted and being read. */
  get isOfAnotherMoment(): boolean {
    return !sameMoment(this.#stream.at, this.#shown.at)
  }

  configure(change: Partial<Shown>): void {
    const { at } = this.#shown
    this.#shown = { ...this.#shown, ...change }
    this.#stream.configure(this.#shown)
    if (sameMoment(at, this.#shown.at)) this.#next?.configure(this.#shown)
    else this.refresh()
  }

  /** Reads it all anew; what is shown stays until that is done. */
  refresh(): void {
    this.#next?.close()
    if (this.#failure === null && this.state !== null) this.#next = this.#read()
    else {
      this.#stream.close()
      this.#failure = null
      this.#stream = this.#read()
    }
    this.#options.changed()
  }

  /** Rows [start, end) as they are now, straight from the listing. */
  async read(start: number, end: number): Promise<readonly Row[]> {
    const { state } = this
    if (state === null) return []
    const { listingId } = state
    return (await this.#options.strata.api.listings.rows({ listingId, start, end, keys: [] })).rows
  }

  async find(text: string, from: number): Promise<number | null> {
    const { state } = this
    if (state === null) return null
    const { listingId } = state
    return (await this.#options.strata.api.listings.find({ listingId, text, from })).index
  }

  close(): void {
    this.#stream.close()
    this.#next?.close()
  }

  #read(): ListingStream {
    const { strata, changed } = this.#options
    const stream = new ListingStream(strata, this.place, this.#shown)
    stream.open({
      onState: () => this.#heard(stream),
      onFailure: (failure) => {
        if (stream === this.#next) this.#next = null
        // Rows of one moment never stand for those of another.
        if (this.isOfAnotherMoment) this.#view = emptyView
        this.#failure = failure
        changed()
      },
    })
    return stream
  }

  #heard(stream: ListingStream): void {
    if (stream === this.#next && stream.over) {
      this.#stream.close()
      this.#stream = stream
      this.#next = null
    }
    if (stream === this.#stream) {
      this.#failure = null
      this.#grow()
    }
    this.#options.changed()
    void this.#fetch()
  }

  /** Rows that come behind the others move none of them. */
  #grow(): void {
    const { state } = this
    const view = this.#view
    const isSame = view.listingId === state?.listingId && view.revision === state.revision
    if (isSame && state.rowCount > view.rowCount) this.#view = { ...view, rowCount: state.rowCount }
  }

  /** Asks for what is looked at and not known, one question at a time. */
  async #fetch(): Promise<void> {
    if (this.#fetching) return
    this.#fetching = true
    try {
      for (let range = this.#missing(); range !== null; range = this.#missing()) await this.#fetchRange(range)
    } catch (error) {
      // The link or the listing is gone: the next event of the stream brings the next question.
      const { code, reason } = failureFrom(error)
      if (code !== 'not-found' && reason !== 'link-lost') this.#options.strata.notices.tellFailure(error)
    } finally {
      this.#fetching = false
    }
  }

  #missing(): { readonly start: number; readonly end: number } | null {
    const { state } = this
    if (state === null) return null
    const view = this.#view
    const isStale = view.listingId !== state.listingId || view.revision < state.revision
    const rowCount = isStale ? state.rowCount : view.rowCount
    const start = Math.min(this.#wanted.start, Math.max(0, rowCount - 1))
    const first = Math.floor(start / chunkRows) * chunkRows
    const last = Math.min(Math.ceil(this.#wanted.end / chunkRows) * chunkRows, rowCount)
    if (isStale) return { start: first, end: Math.max(last, first) }
    const isKnown = (row: number): boolean => view.rows.has(row)
    let from = first
    while (from < last && isKnown(from)) from += 1
    let to = last
    while (to > from && isKnown(to - 1)) to -= 1
    if (from < to) return { start: from, end: to }
    const isLocated = this.#options.keysOfInterest().every((key) => view.indices.has(key))
    return isLocated ? null : { start: first, end: first }
  }

  async #fetchRange({ start, end }: { readonly start: number; readonly end: number }): Promise<void> {
    const { state } = this
    if (state === null) return
    const { listingId } = state
    const keys = this.#options.keysOfInterest()
    const answer = await this.#options.strata.api.listings.rows({ listingId, start, end, keys: [...keys] })
    if (this.state?.listingId !== listingId || this.#stream.closed) return
    const isSame = this.#view.listingId === listingId && this.#view.revision === answer.revision
    const kept = isSame ? roomFor(this.#view, this.#wanted) : emptyView
    const rows = new Map(kept.rows)
    const indices = new Map(kept.indices)
    for (const [at, key] of keys.entries()) indices.set(key, answer.indices[at] ?? null)
    for (const [at, row] of answer.rows.entries()) {
      rows.set(answer.start + at, row)
      indices.set(row.key, answer.start + at)
    }
    // At least as new as the state it was asked for: nothing is asked twice for one state.
    const revision = Math.max(answer.revision, state.revision)
    this.#view = { listingId, revision, rowCount: answer.rowCount, rows, indices }
    this.#options.changed()
  }
}
