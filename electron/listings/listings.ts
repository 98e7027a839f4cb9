/** All open folders, by id. */
import { randomUUID } from 'node:crypto'
import { failed } from '../../shared/failure.ts'
import type { ListingState, Order } from '../../shared/model/listing.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { ChangeFeed } from '../changes/changes.ts'
import { sampled } from '../platform/sampled.ts'
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { S3Server } from '../s3/server.ts'
import { Listing } from './listing.ts'
import type { ListingsWorkerApi } from './listingsWorker.ts'

export class Listings {
  readonly #rows = new WorkerLink<ListingsWorkerApi>(workerUrl('listingsWorker', import.meta.url))
  readonly #open = new Map<string, Listing>()
  readonly #changes: ChangeFeed

  constructor(changes: ChangeFeed) {
    this.#changes = changes
  }

  /** Opens a folder and streams its state; the folder closes when the stream is left or the signal fires. */
  async *open(
    server: S3Server,
    options: PrefixRef & { readonly deleted: boolean; readonly order: Order },
    signal: AbortSignal,
  ): AsyncGenerator<ListingState, void, void> {
    const id = randomUUID()
    let tell = (): void => undefined
    const listing = new Listing(id, options, { server, rows: this.#rows, changed: () => tell() })
    this.#open.set(id, listing)
    const stopListening = this.#changes.subscribe(
      (changes) => void listing.apply(changes).catch(() => undefined),
    )
    try {
      await listing.open()
      yield* sampled(
        () => listing.state(),
        (changed) => {
          tell = changed
          return () => undefined
        },
        signal,
      )
    } finally {
      stopListening()
      this.#open.delete(id)
      await listing.close()
    }
  }

  async configure(
    id: string,
    change: {
      readonly deleted?: boolean | undefined
      readonly order?: Order | undefined
      readonly filter?: string | undefined
    },
  ): Promise<void> {
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
