/** One index and one indexer for each bucket that somebody looks at, however many windows do; kept in step with what we write. */
import type { Change } from '../../shared/model/change.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { ChangeFeed } from '../changes/changes.ts'
import { sampled } from '../platform/sampled.ts'
import type { S3Server } from '../s3/server.ts'
import type { BucketIndex } from './bucketIndex.ts'
import { Indexer, type IndexerLimits, type IndexerProgress } from './indexer.ts'
import { Indexes } from './indexes.ts'
import type { IndexState } from './state.ts'

type Opened = {
  readonly index: BucketIndex
  readonly indexer: Indexer
  readonly server: S3Server
  readonly listeners: Set<() => void>
}

/** All that is to be shown of an index. */
export type IndexReport = {
  readonly state: IndexState
  readonly progress: IndexerProgress
  readonly fileBytes: number
}

export type IndexersOptions = {
  /** Where the files lie. */
  readonly folder: string
  readonly server: (connectionId: string) => Promise<S3Server>
  readonly changes: ChangeFeed
  readonly limits?: IndexerLimits
  /** Whether a bucket may be read from its beginning to its end without being asked to. */
  readonly mayReadAll?: (bucket: BucketRef) => boolean
  /** Called whenever a report of this bucket would be another; often. */
  readonly changed?: (bucket: BucketRef) => void
}

export class Indexers {
  readonly #options: IndexersOptions
  readonly #indexes: Indexes
  readonly #opened = new Map<string, Promise<Opened>>()
  readonly #stopListening: () => void
  #applying: Promise<void> = Promise.resolve()

  constructor(options: IndexersOptions) {
    this.#options = options
    this.#indexes = new Indexes(options.folder)
    this.#stopListening = options.changes.subscribe((changes) => {
      this.#applying = this.#apply(changes).catch(() => undefined)
    })
  }

  /** The bucket's index and who fills it; nothing is read before the indexer is started. */
  async open(bucket: BucketRef): Promise<Pick<Opened, 'index' | 'indexer'>> {
    return this.#open(bucket)
  }

  /** Whether there is one, opened or on the disk. */
  exists(bucket: BucketRef): boolean {
    return this.#opened.has(nameOf(bucket)) || this.#indexes.fileBytes(bucket) > 0
  }

  /** Resolves when what was published until now is in the indexes. */
  applied(): Promise<void> {
    return this.#applying
  }

  /** All that is to be shown of an index now. */
  async report(bucket: BucketRef): Promise<IndexReport> {
    const { index, indexer } = await this.#open(bucket)
    return { state: await index.state(), progress: indexer.progress, fileBytes: index.fileBytes }
  }

  /** How complete, how old, how big, and what is under way: now, and whenever that changes. */
  async *watch(bucket: BucketRef, signal: AbortSignal): AsyncGenerator<IndexReport, void, void> {
    const { listeners } = await this.#open(bucket)
    yield* sampled<IndexReport>(
      () => this.report(bucket),
      (changed) => {
        listeners.add(changed)
        return () => listeners.delete(changed)
      },
      signal,
    )
  }

  /** Stops the indexer and deletes the file. */
  async remove(bucket: BucketRef): Promise<void> {
    const opened = this.#opened.get(nameOf(bucket))
    this.#opened.delete(nameOf(bucket))
    await (await opened?.catch(() => undefined))?.indexer.pause()
    await this.#indexes.remove(bucket)
  }

  async close(): Promise<void> {
    this.#stopListening()
    await Promise.allSettled([...this.#opened.values()].map(async (opened) => (await opened).indexer.pause()))
    await this.#indexes.close()
  }

  async #open(bucket: BucketRef): Promise<Opened> {
    const name = nameOf(bucket)
    const known = this.#opened.get(name)
    if (known === undefined) return this.#remember(name, this.#openNew(bucket))
    const opened = await known
    const server = await this.#options.server(bucket.connectionId)
    if (server === opened.server || this.#opened.get(name) !== known) return opened
    return this.#remember(name, this.#withServer(bucket, opened, server))
  }

  #remember(name: string, opening: Promise<Opened>): Promise<Opened> {
    this.#opened.set(name, opening)
    opening.catch(() => this.#opened.delete(name))
    return opening
  }

  async #openNew(bucket: BucketRef): Promise<Opened> {
    const server = await this.#options.server(bucket.connectionId)
    const index = await this.#indexes.open(bucket)
    const listeners = new Set<() => void>()
    return { index, indexer: this.#indexerOf(bucket, { index, server, listeners }), server, listeners }
  }

  /** The connection was changed: who reads goes on with what it is now, from the beginning. */
  async #withServer(bucket: BucketRef, opened: Opened, server: S3Server): Promise<Opened> {
    const { phase } = opened.indexer.progress
    await opened.indexer.pause()
    const indexer = this.#indexerOf(bucket, { ...opened, server })
    const wasReading = phase !== 'idle' && phase !== 'paused'
    const mayReadAll = this.#options.mayReadAll?.(bucket) ?? true
    if (wasReading) void (mayReadAll ? indexer.refresh() : indexer.start())
    return { ...opened, indexer, server }
  }

  #indexerOf(place: BucketRef, { index, server, listeners }: Omit<Opened, 'indexer'>): Indexer {
    const { connectionId, bucket } = place
    const tell = (): void => {
      for (const listener of listeners) listener()
      this.#options.changed?.({ connectionId, bucket })
    }
    return new Indexer({ index, server, bucket }, tell, this.#options.limits)
  }

  /** What a change leaves open is read again at once where the bucket is open, else when it next is. */
  async #apply(changes: readonly Change[]): Promise<void> {
    for (const { keys, ...bucket } of await this.#indexes.applyChanges(changes)) {
      const opened = await this.#opened.get(nameOf(bucket))
      if (opened === undefined) continue
      const { phase } = opened.indexer.progress
      if (keys.length > 0 && phase === 'complete') void opened.indexer.start()
      for (const listener of opened.listeners) listener()
      this.#options.changed?.(bucket)
    }
  }
}

const nameOf = ({ connectionId, bucket }: BucketRef): string => `${connectionId}\n${bucket}`
