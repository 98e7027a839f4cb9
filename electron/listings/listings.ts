/** All open folders, by id. */
import { randomUUID } from 'node:crypto'
import { failed } from '../../shared/failure.ts'
import type { ListingState, Order } from '../../shared/model/listing.ts'
import type { Moment } from '../../shared/model/moment.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { ChangeFeed } from '../changes/changes.ts'
import type { BucketIndexes } from '../index/bucketIndexes.ts'
import { sampled } from '../platform/sampled.ts'
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { S3Server } from '../s3/server.ts'
import { Listing, type ListingChange } from './listing.ts'
import type { ListingsWorkerApi } from './listingsWorker.ts'
import { PastListing } from './pastListing.ts'

/** `at` null: as it is now. */
export type ListingOptions = PrefixRef & {
  readonly deleted: boolean
  readonly order: Order
  readonly at: Moment | null
}

export class Listings {
  readonly #rows = new WorkerLink<ListingsWorkerApi>(workerUrl('listingsWorker', import.meta.url))
  readonly #open = new Map<string, Listing | PastListing>()
  readonly #changes: ChangeFeed
  readonly #indexes: BucketIndexes

  constructor(changes: ChangeFeed, indexes: BucketIndexes) {
    this.#changes = changes
    this.#indexes = indexes
  }

  /** Opens a folder and streams its state; the folder closes when the stream is left or the signal fires. */
  async *open(
    server: S3Server,
    options: ListingOptions,
    signal: AbortSignal,
  ): AsyncGenerator<ListingState, void, void> {
    const id = randomUUID()
    let tell = (): void => undefined
    const parts = { server, rows: this.#rows, indexes: this.#indexes, changed: () => tell() }
    const { at } = options
    const listing =
      at === null ? new Listing(id, options, parts) : new PastListing(id, { ...options, at }, parts)
    this.#open.set(id, listing)
    const leaving = new AbortController()
    const stopListening = this.#changes.subscribe(
      (changes) => void listing.apply(changes).catch(() => undefined),
    )
    try {
      // The index is read when nobody waits for the folder any more; what fails there is told by its own state.
      await listing.open(() => void this.#indexes.lookAt(options, leaving.signal).catch(() => undefined))
      yield* sampled(
        () => listing.state(),
        (changed) => {
          tell = changed
          return () => undefined
        },
        signal,
      )
    } finally {
      leaving.abort()
      stopListening()
      this.#open.delete(id)
      await listing.close()
    }
  }

  async configure(id: string, change: ListingChange): Promise<void> {
    const listing = this.#open.get(id)
    if (listing === undefined) {
      throw failed({
        code: 'not-found',
        reason: 'listing-closed',
        message: 'This folder is not open any more.',
        wayOn: 'retry',
      })
    }
    await listing.configure(change)
  }

  rows(id: string, start: number, end: number, keys: readonly string[]) {
    return this.#rows.call('window', { id, start, end, keys })
  }

  locate(id: string, keys: readonly string[]) {
    return this.#rows.call('locate', { id, keys })
  }

  find(id: string, text: string, from: number) {
    return this.#rows.call('find', { id, text, from })
  }

  close(): Promise<void> {
    return this.#rows.close()
  }
}
