/** One batch as it runs: what waits, what moves, how far it is, and what becomes of the whole. */
import type { Batch, TransferItem, TransferState } from '../../shared/model/transfer.ts'
import type { Storage } from '../storage/storage.ts'
import { Rate } from './rate.ts'
import type { Done } from './run/runContext.ts'
import { connectionOf } from './tasks.ts'
import type { BatchChange } from './transferTable.ts'
import type { BatchRow, ItemRow } from './transferRows.ts'

export type Live = {
  readonly item: ItemRow
  readonly abort: AbortController
  doneBytes: number
  sizeBytes: number
}

type Sum = { count: number; sizeBytes: number }
type StateSum = { readonly state: TransferState; readonly count: number; readonly sizeBytes: number }

/** Rows that are read from disk at once, and how few are left when more are read. */
const fetched = 256
const fewLeft = 64
/** So many may have been on their way, or done and not noted yet, when the app ended. */
const mostDoubtful = 320
const ratesKept = 60

export class TransferBatch {
  readonly live = new Map<number, Live>()
  readonly #storage: Storage
  #row: BatchRow
  #waiting: ItemRow[] = []
  #after = -1
  #allRead = false
  #reading: Promise<boolean> | null = null
  /** Ended, but the disk doesn't know yet. */
  readonly #settling = new Set<number>()
  readonly #doubtful = new Set<number>()
  readonly #isOld: boolean
  #doubtfulLeft: number
  readonly #tries = new Map<number, number>()
  readonly #sums = new Map<TransferState, Sum>()
  readonly #rate = new Rate()
  #rates: number[] = []
  #sampledBytes = 0

  /** `isOld`: it comes from an earlier start of the app. */
  constructor(storage: Storage, row: BatchRow, sums: readonly StateSum[], isOld: boolean) {
    this.#storage = storage
    this.#isOld = isOld
    this.#row = row
    this.#doubtfulLeft = isOld ? mostDoubtful : 0
    this.setSums(sums)
  }

  get row(): BatchRow {
    return this.#row
  }

  get id(): string {
    return this.#row.batchId
  }

  get connectionId(): string {
    return connectionOf(this.#row.spec)
  }

  /** Changes what it is, here and on disk. */
  async change(change: Omit<BatchChange, 'batchId'>): Promise<void> {
    this.#row = { ...this.#row, ...change }
    await this.#storage.call('changeBatch', { batchId: this.id, ...change })
  }

  count(state: TransferState): number {
    return this.#sums.get(state)?.count ?? 0
  }

  setSums(sums: readonly StateSum[]): void {
    this.#sums.clear()
    for (const { state, count, sizeBytes } of sums) this.#sums.set(state, { count, sizeBytes })
  }

  added(state: TransferState, sizeBytes: number): void {
    this.#add(state, 1, sizeBytes)
    this.#allRead = false
  }

  /** Reads what waits anew: something joined it at another place than the end. */
  readAgain(): void {
    this.#waiting = []
    this.#after = -1
    this.#allRead = false
  }

  get isStopped(): boolean {
    return this.#row.isPaused || this.#row.isCancelled
  }

  /** Nothing of it moves or waits any more, and nothing will come. */
  get isOver(): boolean {
    if (this.live.size > 0) return false
    if (this.#row.isCancelled) return true
    return this.#row.isFound && this.count('queued') === 0 && this.count('paused') === 0
  }

  /** The next that waits; null: none that is read already. */
  next(): ItemRow | null {
    const item = this.#waiting.shift() ?? null
    if (item !== null && this.#doubtfulLeft > 0) {
      this.#doubtfulLeft -= 1
      this.#doubtful.add(item.ordinal)
    }
    return item
  }

  /** Reads ahead where few are left; whether there is something new. */
  async readAhead(): Promise<boolean> {
    if (this.#allRead || this.#waiting.length > fewLeft) return false
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  begin(item: ItemRow): Live {
    const live = { item, abort: new AbortController(), doneBytes: 0, sizeBytes: item.sizeBytes }
    this.live.set(item.ordinal, live)
    return live
  }

  isDoubtful({ ordinal }: ItemRow): boolean {
    // On this computer's own disk a look costs next to nothing.
    if (this.#isOld && this.#row.spec.kind === 'download') return true
    return this.#doubtful.has(ordinal)
  }

  /** It waits again, ahead of the others; the server may have it already. */
  requeue({ item }: Live, journal: ItemRow['journal']): void {
    this.live.delete(item.ordinal)
    this.#doubtful.add(item.ordinal)
    this.#waiting.unshift({ ...item, journal })
  }

  /** How often it was tried by now. */
  tried({ ordinal }: ItemRow): number {
    const tries = (this.#tries.get(ordinal) ?? 0) + 1
    this.#tries.set(ordinal, tries)
    return tries
  }

  /** It ended; the disk is told by whoever calls this, who then calls `settled`. */
  end(
    { item }: Live,
    { state, sizeBytes }: Pick<Done, 'sizeBytes'> & { readonly state: TransferState },
  ): void {
    const { ordinal } = item
    this.live.delete(ordinal)
    this.#settling.add(ordinal)
    this.#doubtful.delete(ordinal)
    this.#tries.delete(ordinal)
    this.#add('queued', -1, -item.sizeBytes)
    this.#add(state, 1, sizeBytes)
  }

  settled(ordinal: number): void {
    this.#settling.delete(ordinal)
  }

  stopLive(): void {
    for (const { abort } of this.live.values()) abort.abort()
  }

  /** Once a second while something moves. */
  sample(): void {
    const doneBytes = this.#doneBytes()
    this.#rate.add(doneBytes)
    this.#rates = [...this.#rates, Math.max(0, doneBytes - this.#sampledBytes)].slice(-ratesKept)
    this.#sampledBytes = doneBytes
  }

  model(waiting: Batch['waiting'], canReveal: boolean): Batch {
    const { spec, title, place, createdMs, endedMs, isFound, failure } = this.#row
    const state = this.#state()
    const moves = state === 'running'
    const sizeBytes = this.#sizeBytes()
    const doneBytes = this.#doneBytes()
    const bytesPerSecond = moves ? this.#rate.bytesPerSecond() : null
    const isSteady = bytesPerSecond !== null && bytesPerSecond > 0 && isFound
    return {
      batchId: this.id,
      direction: spec.kind === 'upload' ? 'up' : spec.kind === 'download' ? 'down' : 'copy',
      title,
      place,
      state,
      counting: !isFound && !this.#row.isCancelled && !this.#row.isPaused,
      fileCount: [...this.#sums.values()].reduce((sum, { count }) => sum + count, 0),
      doneCount: this.count('done'),
      failedCount: this.count('failed'),
      skippedCount: this.count('skipped'),
      askingCount: this.count('paused'),
      sizeBytes,
      doneBytes,
      bytesPerSecond,
      secondsLeft: isSteady ? (sizeBytes - doneBytes) / bytesPerSecond : null,
      rates: this.#rates,
      startedMs: createdMs,
      endedMs,
      waiting: this.isStopped || this.isOver ? null : waiting,
      failure,
      canReveal,
    }
  }

  /** With how far it is by now. */
  itemModel(item: ItemRow): TransferItem {
    const live = this.live.get(item.ordinal)
    const { ordinal, name, state, failure, checked, savedAs, collision, startedOver } = item
    const sizeBytes = live?.sizeBytes ?? item.sizeBytes
    const doneBytes = live?.doneBytes ?? (state === 'done' ? item.sizeBytes : 0)
    const shown = live !== undefined && state === 'queued' ? 'running' : state
    return {
      itemId: String(ordinal),
      name,
      state: shown,
      sizeBytes,
      doneBytes,
      failure,
      checked,
      savedAs,
      startedOver,
      collision: state === 'paused' ? collision : null,
    }
  }

  #state(): TransferState {
    const { isPaused, isCancelled, isFound, failure } = this.#row
    if (isCancelled) return 'cancelled'
    if (isPaused) return 'paused'
    if (this.live.size > 0) return 'running'
    if (!isFound) return this.#sums.size === 0 ? 'preparing' : 'running'
    if (this.count('queued') > 0) return 'queued'
    if (this.count('paused') > 0) return 'paused'
    if (failure !== null || this.count('failed') > 0) return 'failed'
    if (this.count('cancelled') > 0) return 'cancelled'
    return this.count('done') === 0 && this.count('skipped') > 0 ? 'skipped' : 'done'
  }

  /** What is skipped never had to move. */
  #sizeBytes(): number {
    const all = [...this.#sums].reduce(
      (sum, [state, { sizeBytes }]) => (state === 'skipped' ? sum : sum + sizeBytes),
      0,
    )
    // Some sizes show only once a file comes.
    return [...this.live.values()].reduce((sum, { sizeBytes, item }) => sum + sizeBytes - item.sizeBytes, all)
  }

  #doneBytes(): number {
    const done = this.#sums.get('done')?.sizeBytes ?? 0
    return [...this.live.values()].reduce((sum, { doneBytes }) => sum + doneBytes, done)
  }

  #add(state: TransferState, count: number, sizeBytes: number): void {
    const sum = this.#sums.get(state) ?? { count: 0, sizeBytes: 0 }
    this.#sums.set(state, { count: sum.count + count, sizeBytes: sum.sizeBytes + sizeBytes })
  }

  async #read(): Promise<boolean> {
    const query = { batchId: this.id, after: this.#after, count: fetched }
    const rows = await this.#storage.call('nextTransfers', query)
    if (query.after !== this.#after) return true
    this.#after = rows.at(-1)?.ordinal ?? this.#after
    this.#allRead = rows.length < fetched
    const known = new Set(this.#waiting.map(({ ordinal }) => ordinal))
    const fresh = rows.filter(
      ({ ordinal }) => !this.live.has(ordinal) && !this.#settling.has(ordinal) && !known.has(ordinal),
    )
    this.#waiting.push(...fresh)
    return fresh.length > 0
  }
}
