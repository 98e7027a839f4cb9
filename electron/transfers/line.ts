/** Who goes next: batches in their order, as many files at once as there are places, and nobody while a server is away. */
import type { Batch } from '../../shared/model/transfer.ts'
import { failureBehind } from '../../shared/failure.ts'
import type { Storage } from '../storage/storage.ts'
import type { Drops } from './drops.ts'
import { Pace } from './pace.ts'
import { reachOf, type Reach, type ReachParts } from './reach.ts'
import type { Runner } from './runner.ts'
import { search } from './searches.ts'
import { verdictOn } from './outcome.ts'
import type { TransferBatch } from './transferBatch.ts'
import type { ItemRow } from './transferRows.ts'

/** A big file takes as many places as it has parts under way. */
const bigBytes = 8 * 1024 ** 2
const placesOfBig = 4
const sampledMs = 1000

const placesOf = ({ sizeBytes }: ItemRow): number => (sizeBytes > bigBytes ? placesOfBig : 1)

type LineParts = ReachParts & {
  readonly storage: Storage
  readonly drops: Drops
  readonly firstWaitMs?: number
}

type Search = { readonly abort: AbortController; readonly done: Promise<void> }

export class Line {
  readonly #parts: LineParts
  readonly #runner: Runner
  readonly #changed: () => void
  readonly #batches: TransferBatch[] = []
  readonly #paces = new Map<string, Pace>()
  readonly #reaches = new Map<TransferBatch, Promise<Reach>>()
  readonly #searches = new Map<TransferBatch, Search>()
  readonly #running = new Set<Promise<void>>()
  #mostPlaces = 24
  #usedPlaces = 0
  #timer: NodeJS.Timeout | null = null
  #wakeUp: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(parts: LineParts, runner: Runner, changed: () => void) {
    this.#parts = parts
    this.#runner = runner
    this.#changed = changed
  }

  /** In the order they run. */
  get batches(): readonly TransferBatch[] {
    return this.#batches.toSorted((a, b) => a.row.placeInLine - b.row.placeInLine)
  }

  get front(): number {
    return Math.min(0, ...this.#batches.map(({ row }) => row.placeInLine)) - 1
  }

  get end(): number {
    return Math.max(0, ...this.#batches.map(({ row }) => row.placeInLine)) + 1
  }

  add(batch: TransferBatch): void {
    this.#batches.push(batch)
    this.goOn(batch)
  }

  remove(batch: TransferBatch): void {
    this.#batches.splice(this.#batches.indexOf(batch), 1)
    this.#reaches.delete(batch)
  }

  limit(places: number): void {
    this.#mostPlaces = places
    this.pump()
  }

  /** Begins, or goes on: with its search, if that isn't done, and with what waits. */
  goOn(batch: TransferBatch): void {
    this.#paceOf(batch).wake()
    this.#search(batch)
    this.pump()
  }

  /** Stops what moves of it, and waits until nothing does. */
  async halt(batch: TransferBatch): Promise<void> {
    this.#searches.get(batch)?.abort.abort()
    batch.stopLive()
    await this.#searches.get(batch)?.done
    while (batch.live.size > 0) await Promise.race(this.#running)
    await this.#runner.flush()
    this.#reaches.delete(batch)
    this.pump()
  }

  flush(): Promise<void> {
    return this.#runner.flush()
  }

  wake(): void {
    for (const pace of this.#paces.values()) pace.wake()
    this.pump()
  }

  model(batch: TransferBatch): Batch {
    const rest = this.#paceOf(batch).rest
    const canReveal = batch.row.spec.kind === 'download' && batch.count('done') > 0
    return batch.model(rest, canReveal)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer !== null) clearInterval(this.#timer)
    if (this.#wakeUp !== null) clearTimeout(this.#wakeUp)
    for (const { abort } of this.#searches.values()) abort.abort()
    for (const batch of this.#batches) batch.stopLive()
    await Promise.all([...this.#running, ...[...this.#searches.values()].map(({ done }) => done)])
    await this.#runner.flush()
    await Promise.all(this.#batches.map((batch) => batch.record.noted()))
  }

  /** Starts whatever may start. */
  pump(): void {
    if (this.#isClosed) return
    for (const batch of this.batches) this.#pumpBatch(batch)
    this.#noteEnds()
    this.#sampleWhileMoving()
    this.#changed()
  }

  #pumpBatch(batch: TransferBatch): void {
    if (batch.isStopped) return
    const pace = this.#paceOf(batch)
    while (this.#usedPlaces < this.#mostPlaces) {
      if (!pace.allows(this.#runningOn(batch.connectionId))) {
        this.#wakeAfter(pace.waitMs)
        return
      }
      const item = batch.next()
      if (item === null) break
      this.#start(batch, item, pace)
    }
    void batch.readAhead().then(
      (isMore) => isMore && this.pump(),
      (error: unknown) => batch.record.note({ isPaused: true, failure: failureBehind(error) }),
    )
  }

  #start(batch: TransferBatch, item: ItemRow, pace: Pace): void {
    const live = batch.begin(item)
    const places = placesOf(item)
    this.#usedPlaces += places
    const run = this.#runner.run(batch, live, this.#reach(batch), pace).finally(() => {
      this.#usedPlaces -= places
      this.#running.delete(run)
      this.pump()
    })
    this.#running.add(run)
  }

  /** Asked once; asked again where it failed. */
  #reach(batch: TransferBatch): Promise<Reach> {
    const known = this.#reaches.get(batch)
    if (known) return known
    const reach = reachOf(this.#parts, batch.row.spec)
    this.#reaches.set(batch, reach)
    reach.catch(() => this.#reaches.delete(batch))
    return reach
  }

  #search(batch: TransferBatch): void {
    if (batch.row.isFound || batch.isStopped || this.#searches.has(batch)) return
    const abort = new AbortController()
    const done = this.#runSearch(batch, abort.signal).finally(() => {
      this.#searches.delete(batch)
      this.pump()
    })
    this.#searches.set(batch, { abort, done })
  }

  async #runSearch(batch: TransferBatch, signal: AbortSignal): Promise<void> {
    for (let tries = 1; !signal.aborted; tries++) {
      const failure = await this.#reach(batch).then(
        (reach) => search(this.#parts, batch, reach, signal, () => this.pump()),
        failureBehind,
      )
      if (failure === null || signal.aborted) return
      const verdict = verdictOn(failure, tries)
      if (verdict === 'stop-batch') return batch.record.change({ isPaused: true, failure })
      if (verdict === 'failed') return batch.record.change({ isFound: true, failure })
      const pace = this.#paceOf(batch)
      pace.lost(failure)
      await new Promise((resolve) => {
        setTimeout(resolve, Math.max(500, pace.waitMs))
        signal.addEventListener('abort', resolve, { once: true })
      })
    }
  }

  #noteEnds(): void {
    for (const batch of this.#batches) {
      const { endedMs, spec } = batch.row
      if (!batch.isOver || endedMs !== null || this.#searches.has(batch)) continue
      batch.record.note({ endedMs: Date.now() })
      const isDone = batch.count('failed') + batch.count('cancelled') === 0
      if (spec.kind === 'upload' && isDone) void this.#parts.drops.release(spec.from)
    }
  }

  #sampleWhileMoving(): void {
    const moves = this.#running.size > 0
    if (moves && this.#timer === null) {
      this.#timer = setInterval(() => {
        for (const batch of this.#batches) if (batch.live.size > 0) batch.sample()
        this.#changed()
      }, sampledMs)
    }
    if (!moves && this.#timer !== null) {
      clearInterval(this.#timer)
      this.#timer = null
    }
  }

  #wakeAfter(waitMs: number): void {
    // The one that tries whether the server is back tells when it is done; the earliest wakes all.
    if (waitMs === 0 || this.#wakeUp !== null) return
    this.#wakeUp = setTimeout(() => {
      this.#wakeUp = null
      this.pump()
    }, waitMs + 1)
  }

  #runningOn(connectionId: string): number {
    return this.#batches.reduce(
      (sum, batch) => (batch.connectionId === connectionId ? sum + batch.live.size : sum),
      0,
    )
  }

  #paceOf({ connectionId }: TransferBatch): Pace {
    const known = this.#paces.get(connectionId)
    if (known) return known
    const { firstWaitMs } = this.#parts
    const pace = new Pace(firstWaitMs === undefined ? {} : { firstWaitMs })
    this.#paces.set(connectionId, pace)
    return pace
  }
}
