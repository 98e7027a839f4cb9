/**
 * The indexes as people meet them: begun by themselves where somebody looks at a bucket that keeps versions, unless
 * they were paused or removed; watched, asked, and read first where somebody waits.
 */
import { failed } from '../../shared/failure.ts'
import type { VersioningState } from '../../shared/model/bucket.ts'
import type { BucketRef, PrefixRef } from '../../shared/model/selection.ts'
import type { Coverage, IndexState } from '../../shared/model/versionIndex.ts'
import { sampled } from '../platform/sampled.ts'
import type { BucketIndex } from './bucketIndex.ts'
import { folderRange } from './claims.ts'
import type { IndexChoices } from './indexChoices.ts'
import { Indexers, type IndexersOptions } from './indexers.ts'
import { indexStateOf, noIndex } from './indexState.ts'

/** An index that was read longer ago is read anew when somebody opens its bucket. */
const freshMs = 60 * 60_000

/** A folder with more entries than that isn't read anew just because somebody opens it. */
const mostReadAgain = 50_000

export type BucketIndexesOptions = Omit<IndexersOptions, 'changed' | 'mayReadAll'> & {
  readonly choices: IndexChoices
  readonly versioning: (bucket: BucketRef, signal: AbortSignal) => Promise<VersioningState>
  readonly connections: () => Promise<readonly IndexedConnection[]>
}

/** `endpoint` null: the store on this computer, which has another one at every start. */
export type IndexedConnection = { readonly id: string; readonly endpoint: string | null }

export class BucketIndexes {
  readonly #indexers: Indexers
  readonly #options: BucketIndexesOptions
  readonly #listeners = new Set<(bucket: BucketRef) => void>()
  /** Ends all waiting for folders of a bucket when it is paused or removed. */
  readonly #waiting = new Map<string, AbortController>()

  constructor(options: BucketIndexesOptions) {
    this.#options = options
    this.#indexers = new Indexers({
      ...options,
      changed: (bucket) => this.#tell(bucket),
      mayReadAll: (bucket) => options.choices.of(bucket) !== 'inventory',
    })
  }

  watch(place: BucketRef, signal: AbortSignal): AsyncGenerator<IndexState, void, void> {
    return sampled(
      () => this.#state(place),
      (changed) => this.subscribe(place, changed),
      signal,
    )
  }

  /** Calls whenever the state of this bucket's index would be another; often. Answers with the way to stop. */
  subscribe(place: BucketRef, changed: () => void): () => void {
    const listener = (told: BucketRef): void => {
      if (nameOf(told) === nameOf(place)) changed()
    }
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves as soon as it has begun. */
  async start(place: BucketRef): Promise<void> {
    const { index, indexer } = await this.#indexers.open(place)
    const { inventoryMs, complete } = await index.state()
    // What an inventory didn't hold was set aside; where nothing is missing, it stays with what is opened.
    await index.setUnreadAside(false)
    await this.#choose(place, inventoryMs !== null && complete ? 'inventory' : 'automatic')
    void indexer.start()
  }

  async refresh(place: BucketRef): Promise<void> {
    await this.#choose(place, 'automatic')
    const { index, indexer } = await this.#indexers.open(place)
    await index.note('inventoryBegunMs', null)
    void indexer.refresh()
  }

  async pause(place: BucketRef): Promise<void> {
    await this.#choose(place, 'paused')
    this.#stopWaiting(place)
    if (!this.#has(place)) return
    await (await this.#indexers.open(place)).indexer.pause()
  }

  async remove(place: BucketRef): Promise<void> {
    await this.#choose(place, 'removed')
    this.#stopWaiting(place)
    await this.#indexers.remove(place)
    this.#tell(place)
  }

  /** Deletes the indexes of connections that are gone, or that lead to another server now. */
  async keepKnown(): Promise<void> {
    const connections = await this.#options.connections()
    for (const { connectionId, bucket, endpoint } of this.#options.choices.all()) {
      const connection = connections.find(({ id }) => id === connectionId)
      if (connection && connection.endpoint === endpoint) continue
      this.#stopWaiting({ connectionId, bucket })
      await this.#indexers.remove({ connectionId, bucket })
      this.#options.choices.drop({ connectionId, bucket })
      this.#tell({ connectionId, bucket })
    }
  }

  /** Somebody looks at a folder: it is read before all others as long as they look. */
  async lookAt(place: PrefixRef, signal: AbortSignal): Promise<void> {
    if (this.#options.choices.of(place) === 'inventory') return this.#lookAgain(place)
    await this.begin(place, signal)
    // The whole bucket is what is read anyway.
    if (place.prefix !== '' && !signal.aborted) await this.readFirst(place, signal)
  }

  /** Begins the index of a bucket that keeps versions, or reads it anew when it is old, unless a person said no. */
  async begin(place: BucketRef, signal: AbortSignal): Promise<void> {
    if (this.#options.choices.of(place) !== 'automatic') return
    const versioning = await this.#options.versioning(place, signal)
    if (signal.aborted || (versioning !== 'enabled' && versioning !== 'suspended')) return
    await this.#choose(place, 'automatic')
    const { index, indexer } = await this.#indexers.open(place)
    const { complete, oldestReadMs } = await index.ask('coverageOf', { prefix: '' })
    const isOld = complete && oldestReadMs !== null && oldestReadMs < Date.now() - freshMs
    const { phase } = indexer.progress
    if (isOld && phase !== 'reading') void indexer.refresh()
    else if (phase === 'idle' || phase === 'failed') void indexer.start()
  }

  /**
   * Reads a folder before everything else where that may be: answers whether the index has all of it now. Failures
   * as the listing's, and `cancelled`.
   */
  async readFirst(place: PrefixRef, signal: AbortSignal): Promise<boolean> {
    const { prefix } = place
    if (!this.#has(place)) return false
    const { index, indexer } = await this.#indexers.open(place)
    if ((await index.ask('coverageOf', { prefix })).complete) return true
    if (this.#options.choices.of(place) !== 'automatic') return false
    await indexer.readFirst(prefix, AbortSignal.any([signal, this.#waitingFor(place).signal]))
    return true
  }

  /** Hands a bucket's index over to an inventory: nothing is read by listing until that is over. */
  async beginInventory(place: BucketRef): Promise<BucketIndex> {
    const { index, indexer } = await this.#indexers.open(place)
    await indexer.pause()
    if ((await index.state()).pass === 0) await index.beginPass(1)
    await this.#choose(place, 'inventory')
    return index
  }

  /** `choice`: what holds from now on. */
  async endInventory(place: BucketRef, choice: IndexState['choice']): Promise<void> {
    if (choice === 'removed') return this.remove(place)
    if (choice === 'automatic') return this.start(place)
    await this.#choose(place, choice)
  }

  choiceOf(place: BucketRef): IndexState['choice'] {
    return this.#options.choices.of(place)
  }

  /** What changed in a folder since the inventory was made, where reading that is a matter of seconds. */
  async #lookAgain(place: PrefixRef): Promise<void> {
    const { prefix } = place
    if (!this.#has(place)) return
    const { index, indexer } = await this.#indexers.open(place)
    const { inventoryUnfinished } = await index.state()
    const { complete, oldestReadMs } = await index.ask('coverageOf', { prefix })
    const sums = await index.ask('totalsOf', { prefix })
    const isSmall = sums.currentCount + sums.noncurrentCount + sums.markerCount <= mostReadAgain
    const olderThanMs = Date.now() - freshMs
    if (inventoryUnfinished || !complete || !isSmall || (oldestReadMs ?? 0) >= olderThanMs) return
    await index.readAgain(folderRange(prefix), olderThanMs)
    void indexer.start()
  }

  /** Failures: not-found (no-index). */
  async indexOf(place: BucketRef): Promise<BucketIndex> {
    if (this.#has(place)) return (await this.#indexers.open(place)).index
    throw failed({
      code: 'not-found',
      reason: 'no-index',
      message: 'This bucket has no index on this computer.',
      advice: 'Start the index to see what happened in the bucket.',
    })
  }

  /** How well a prefix was read; null where there is no index. */
  async coverageOf({ prefix, ...place }: PrefixRef): Promise<Coverage | null> {
    return this.#has(place) ? (await this.indexOf(place)).ask('coverageOf', { prefix }) : null
  }

  /** Of the reading under way: how many entries came so far. */
  async entriesRead(place: BucketRef): Promise<number> {
    return this.#has(place) ? (await this.#indexers.open(place)).indexer.progress.entriesRead : 0
  }

  /** Resolves when what was published until now is in the indexes. */
  applied(): Promise<void> {
    return this.#indexers.applied()
  }

  close(): Promise<void> {
    for (const controller of this.#waiting.values()) controller.abort()
    return this.#indexers.close()
  }

  #has(place: BucketRef): boolean {
    return this.#options.choices.of(place) !== 'removed' && this.#indexers.exists(place)
  }

  async #state(place: BucketRef): Promise<IndexState> {
    const choice = this.#options.choices.of(place)
    return this.#has(place) ? indexStateOf(await this.#indexers.report(place), choice) : noIndex(choice)
  }

  async #choose({ connectionId, bucket }: BucketRef, choice: IndexState['choice']): Promise<void> {
    const connection = (await this.#options.connections()).find(({ id }) => id === connectionId)
    this.#options.choices.set({ connectionId, bucket, choice, endpoint: connection?.endpoint ?? null })
    this.#tell({ connectionId, bucket })
  }

  #waitingFor(place: BucketRef): AbortController {
    const name = nameOf(place)
    const controller = this.#waiting.get(name) ?? new AbortController()
    this.#waiting.set(name, controller)
    return controller
  }

  #stopWaiting(place: BucketRef): void {
    this.#waiting.get(nameOf(place))?.abort()
    this.#waiting.delete(nameOf(place))
  }

  #tell(place: BucketRef): void {
    for (const listener of this.#listeners) listener(place)
  }
}

const nameOf = ({ connectionId, bucket }: BucketRef): string => `${connectionId}\n${bucket}`
