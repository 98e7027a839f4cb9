/** One open folder: reads its listings page by page, follows our own writes, and says how far it is. */
import { failureBehind, type Failure } from '../../shared/failure.ts'
import type { Change } from '../../shared/model/change.ts'
import type { ListingState, Order, Reading } from '../../shared/model/listing.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { WorkerLink } from '../platform/workerLink.ts'
import { fetchObjectsPage, listObjectsPage } from '../s3/listObjects.ts'
import { fetchVersionsPage, listVersionsPage } from '../s3/listVersions.ts'
import type { S3Server } from '../s3/server.ts'
import type { VersionMarker } from '../s3/versionsPage.ts'
import type { AddedPage, ListingsWorkerApi } from './listingsWorker.ts'

type ListingOptions = PrefixRef & { readonly deleted: boolean; readonly order: Order }

export type ListingChange = {
  readonly deleted?: boolean | undefined
  readonly order?: Order | undefined
  readonly filter?: string | undefined
}

const unread: Reading = { entriesRead: 0, complete: false, failure: null }

export class Listing {
  readonly id: string
  readonly #server: S3Server
  readonly #rows: WorkerLink<ListingsWorkerApi>
  readonly #abort = new AbortController()
  /** Called whenever `state` would answer something new. */
  readonly #changed: () => void
  #options: ListingOptions
  #live: Reading = unread
  #versions: Reading | null = null

  constructor(
    id: string,
    options: ListingOptions,
    parts: {
      readonly server: S3Server
      readonly rows: WorkerLink<ListingsWorkerApi>
      readonly changed: () => void
    },
  ) {
    this.id = id
    this.#options = options
    this.#server = parts.server
    this.#rows = parts.rows
    this.#changed = parts.changed
  }

  /** `wasRead` is called once when everything live, and what was asked for at first, was read without a failure. */
  async open(wasRead: () => void): Promise<void> {
    const { prefix, order, deleted } = this.#options
    await this.#rows.call('open', { id: this.id, prefix, order, showDeleted: deleted })
    void this.#read(wasRead)
  }

  async close(): Promise<void> {
    this.#abort.abort()
    await this.#rows.call('close', { id: this.id })
  }

  async state(): Promise<ListingState> {
    const counts = await this.#rows.call('counts', { id: this.id })
    const { order, deleted } = this.#options
    return {
      listingId: this.id,
      ...counts,
      order,
      live: this.#live,
      versions: deleted ? (this.#versions ?? unread) : null,
      past: null,
    }
  }

  async configure(change: ListingChange): Promise<void> {
    const deleted = change.deleted ?? this.#options.deleted
    this.#options = { ...this.#options, deleted, order: change.order ?? this.#options.order }
    await this.#rows.call('configure', {
      id: this.id,
      order: change.order,
      showDeleted: change.deleted,
      filter: change.filter,
    })
    if (deleted && (this.#versions === null || this.#versions.failure !== null)) void this.#readVersions()
    this.#changed()
  }

  /** Takes over what we wrote; folders that lost a file are looked at, one or two small requests each. */
  async apply(changes: readonly Change[]): Promise<void> {
    const { connectionId, bucket, prefix } = this.#options
    const ours = changes.filter((change) => change.connectionId === connectionId && change.bucket === bucket)
    const here = ours.filter((change) => change.key.startsWith(prefix))
    if (here.length === 0) return
    const doubtful = await this.#rows.call('applyChanges', { id: this.id, changes: here })
    this.#changed()
    for (const folder of doubtful) await this.#judgeFolder(folder)
  }

  async #read(wasRead: () => void): Promise<void> {
    await Promise.all([this.#readLive(), ...(this.#options.deleted ? [this.#readVersions()] : [])])
    if (this.#live.complete) wasRead()
  }

  async #readLive(): Promise<void> {
    const { bucket, prefix } = this.#options
    let after: string | null = null
    try {
      do {
        const query = { bucket, prefix, folded: true, after }
        const xml = await fetchObjectsPage(this.#server, query, { signal: this.#abort.signal })
        const added: AddedPage<string> = await this.#rows.call('addLive', { id: this.id, xml, after }, [
          xml.buffer,
        ])
        after = added.next
        this.#live = grown(this.#live, added.entriesRead, after === null)
        this.#changed()
      } while (after !== null)
    } catch (error) {
      this.#live = { ...this.#live, failure: this.#failureOf(error) }
      this.#changed()
    }
  }

  async #readVersions(): Promise<void> {
    const { bucket, prefix } = this.#options
    this.#versions = unread
    let after: VersionMarker | null = null
    try {
      await this.#rows.call('forgetVersions', { id: this.id })
      do {
        const query = { bucket, prefix, folded: true, after }
        const xml = await fetchVersionsPage(this.#server, query, { signal: this.#abort.signal })
        const page = { id: this.id, xml, after }
        const added: AddedPage<VersionMarker> = await this.#rows.call('addVersions', page, [xml.buffer])
        after = added.next
        this.#versions = grown(this.#versions, added.entriesRead, after === null)
        this.#changed()
      } while (after !== null)
    } catch (error) {
      this.#versions = { ...this.#versions, failure: this.#failureOf(error) }
      this.#changed()
    }
  }

  /** Whether anything live, or anything at all, is left under a folder. */
  async #judgeFolder(folder: string): Promise<void> {
    const query = { bucket: this.#options.bucket, prefix: folder, folded: false, after: null, pageSize: 1 }
    const { signal } = this.#abort
    try {
      const { objects } = await listObjectsPage(this.#server, query, { signal })
      const live = objects.length > 0
      const any = live || (await listVersionsPage(this.#server, query, { signal })).entries.length > 0
      await this.#rows.call('judgeFolder', { id: this.id, prefix: folder, live, any })
      this.#changed()
    } catch {
      // The folder keeps its old face; the next refresh tells, with its failure.
    }
  }

  #failureOf(error: unknown): Failure | null {
    return this.#abort.signal.aborted ? null : failureBehind(error)
  }
}

const grown = (reading: Reading, entries: number, complete: boolean): Reading => ({
  entriesRead: reading.entriesRead + entries,
  complete,
  failure: null,
})
