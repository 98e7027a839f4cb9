/** One listing of a folder, followed as it grows, and opened anew when the link to the main process was lost. */
import type { Failure } from '../../../shared/failure.ts'
import type { ListingState, Order } from '../../../shared/model/listing.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { failureFrom } from '../../failure.ts'
import { follow } from '../../link/follow.ts'
import type { Strata } from '../../strata.ts'

export type Shown = {
  readonly deleted: boolean
  readonly order: Order
  readonly filter: string
  /** null: as it is now. Another moment is another listing. */
  readonly at: Moment | null
}

type Configured = Omit<Shown, 'at'>

type StreamEnds = {
  readonly onState: (state: ListingState) => void
  readonly onFailure: (failure: Failure) => void
}

export class ListingStream {
  readonly #strata: Strata
  readonly #place: PrefixRef
  readonly #stop = new AbortController()
  #wanted: Shown
  /** How the main process shows it now. */
  #applied: Configured
  #state: ListingState | null = null

  constructor(strata: Strata, place: PrefixRef, shown: Shown) {
    this.#strata = strata
    this.#place = place
    this.#wanted = shown
    this.#applied = shown
  }

  get state(): ListingState | null {
    return this.#state
  }

  /** The moment it shows. */
  get at(): Moment | null {
    return this.#wanted.at
  }

  get closed(): boolean {
    return this.#stop.signal.aborted
  }

  /** Nothing more will come, but changes. */
  get over(): boolean {
    if (this.#state === null) return false
    const { live, versions } = this.#state
    return isOver(live) && (versions === null || isOver(versions))
  }

  open({ onState, onFailure }: StreamEnds): void {
    const { api, link } = this.#strata
    const open = (signal: AbortSignal) => {
      const { deleted, order, at } = this.#wanted
      this.#applied = { deleted, order, filter: '' }
      return api.listings.open({ ...this.#place, deleted, order, at }, { signal })
    }
    const onEvent = (state: ListingState): void => {
      const isNew = this.#state?.listingId !== state.listingId
      this.#state = state
      if (isNew) this.#apply()
      onState(state)
    }
    void follow(link, { open, onEvent, onFailure }, this.#stop.signal)
  }

  /** The moment stays what it was. */
  configure(shown: Configured): void {
    this.#wanted = { ...shown, at: this.at }
    this.#apply()
  }

  close(): void {
    this.#stop.abort()
  }

  #apply(): void {
    if (this.#state === null) return
    const { listingId } = this.#state
    const change = difference(this.#applied, this.#wanted)
    if (Object.keys(change).length === 0) return
    this.#applied = this.#wanted
    const { api, notices } = this.#strata
    api.listings.configure({ listingId, ...change }).catch((error: unknown) => {
      // A listing that is gone was left, or is about to be opened anew.
      if (failureFrom(error).code !== 'not-found') notices.tellFailure(error)
    })
  }
}

const isOver = ({ complete, failure }: ListingState['live']): boolean => complete || failure !== null

const sameOrder = (a: Order, b: Order): boolean => a.by === b.by && a.direction === b.direction

const difference = (from: Configured, { deleted, order, filter }: Configured): Partial<Configured> => ({
  ...(deleted === from.deleted ? {} : { deleted }),
  ...(sameOrder(order, from.order) ? {} : { order }),
  ...(filter === from.filter ? {} : { filter }),
})
