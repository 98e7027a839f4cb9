/** One open folder as it was at a moment: read once, again when what we write reaches into the past. */
import { failureBehind } from '../../shared/failure.ts'
import type { Change } from '../../shared/model/change.ts'
import type { ListingState, Past, Reading } from '../../shared/model/listing.ts'
import type { WorkerLink } from '../platform/workerLink.ts'
import type { ListingChange } from './listing.ts'
import type { ListingsWorkerApi } from './listingsWorker.ts'
import { readPast, type PastQuery, type PastReading } from './pastRows.ts'
import type { Order } from '../../shared/model/listing.ts'

type PastOptions = PastQuery & { readonly order: Order }

type Parts = Pick<PastReading, 'server' | 'indexes'> & {
  readonly rows: WorkerLink<ListingsWorkerApi>
  readonly changed: () => void
}

const unread: Reading = { entriesRead: 0, complete: false, failure: null }

export class PastListing {
  readonly id: string
  readonly #parts: Parts
  readonly #abort = new AbortController()
  #options: PastOptions
  #reading: Reading = unread
  #past: Past
  /** Of the last `#read`: an older one that is still under way has nothing to say any more. */
  #current = new AbortController()

  constructor(id: string, options: PastOptions, parts: Parts) {
    this.id = id
    this.#options = options
    this.#parts = parts
    const coverage = { complete: false, oldestReadMs: null }
    this.#past = { at: options.at, source: 'index', entriesRead: 0, coverage }
  }

  async open(): Promise<void> {
    const { prefix, order, deleted } = this.#options
    await this.#parts.rows.call('open', { id: this.id, prefix, order, showDeleted: deleted })
    void this.#read()
  }

  async close(): Promise<void> {
    this.#abort.abort()
    this.#current.abort()
    await this.#parts.rows.call('close', { id: this.id })
  }

  async state(): Promise<ListingState> {
    const counts = await this.#parts.rows.call('counts', { id: this.id })
    const { order, deleted } = this.#options
    const live = this.#reading
    return { listingId: this.id, ...counts, order, live, versions: deleted ? live : null, past: this.#past }
  }

  async configure(change: ListingChange): Promise<void> {
    const hadDeleted = this.#options.deleted
    const { order = this.#options.order, deleted = hadDeleted } = change
    this.#options = { ...this.#options, order, deleted }
    const { order: sorted, deleted: showDeleted, filter } = change
    await this.#parts.rows.call('configure', { id: this.id, order: sorted, showDeleted, filter })
    if (deleted && !hadDeleted) void this.#read()
    this.#parts.changed()
  }

  async apply(changes: readonly Change[]): Promise<void> {
    const { connectionId, bucket, prefix } = this.#options
    const isOurs = (change: Change): boolean =>
      change.connectionId === connectionId && change.bucket === bucket && change.key.startsWith(prefix)
    if (!changes.some(isOurs)) return
    await this.#parts.indexes.applied()
    await this.#read()
  }

  async #read(): Promise<void> {
    this.#current.abort()
    const current = new AbortController()
    this.#current = current
    const { server, indexes, rows, changed } = this.#parts
    const signal = AbortSignal.any([this.#abort.signal, current.signal])
    this.#reading = { ...this.#reading, complete: false, failure: null }
    const progress = (past: Past): void => {
      if (signal.aborted) return
      this.#past = past
      changed()
    }
    try {
      const found = await readPast(this.#options, { server, indexes, signal, progress })
      if (signal.aborted) return
      await rows.call('setRows', { id: this.id, rows: found })
      this.#reading = { entriesRead: found.length, complete: true, failure: null }
    } catch (error) {
      if (signal.aborted) return
      this.#reading = { ...this.#reading, failure: failureBehind(error) }
    }
    changed()
  }
}
