/** One batch as it runs: what waits, what moves, how far it is, and what becomes of the whole. */
import type { Batch, TransferItem, TransferState } from '../../shared/model/transfer.ts'
import type { Storage } from '../storage/storage.ts'
import { BatchRecord } from './batchRecord.ts'
import { itemModelOf } from './itemModel.ts'
import { Rate } from './rate.ts'
import { Sums, type StateSum } from './sums.ts'
import type { Done } from './run/runContext.ts'
import { connectionOf } from './tasks.ts'
import type { BatchRow, ItemRow } from './transferRows.ts'
import { Waiting } from './waiting.ts'

export type Live = {
  readonly item: ItemRow
  readonly abort: AbortController
  doneBytes: number
  sizeBytes: number
}

/** So many may have been on their way, or done and not noted yet, when the app ended. */
const mostDoubtful = 320
const ratesKept = 60

export class TransferBatch {
  readonly live = new Map<number, Live>()
  /** What it is, as the disk has it. */
  readonly record: BatchRecord
  readonly #waiting: Waiting
  /** Ended, but the disk doesn't know yet. */
  readonly #settling = new Set<number>()
  readonly #doubtful = new Set<number>()
  readonly #isOld: boolean
  #doubtfulLeft: number
  readonly #tries = new Map<number, number>()
  /** Bytes of files in parts that have arrived and wait to go on. */
  readonly #halfDone = new Map<number, number>()
  readonly #sums = new Sums()
  readonly #rate = new Rate()
  #rates: number[] = []
  #sampledBytes = 0

  /** `isOld`: it comes from an earlier start of the app. */
  constructor(storage: Storage, row: BatchRow, sums: readonly StateSum[], isOld: boolean) {
    this.#isOld = isOld
    this.record = new BatchRecord(storage, row)
    this.#waiting = new Waiting(
      storage,
      row.batchId,
      (ordinal) => this.live.has(ordinal) || this.#settling.has(ordinal),
    )
    this.#doubtfulLeft = isOld ? mostDoubtful : 0
    this.setSums(sums)
  }

  get row(): BatchRow {
    return this.record.row
  }

  get id(): string {
    return this.record.row.batchId
  }

  get connectionId(): string {
    return connectionOf(this.record.row.spec)
  }

  count(state: TransferState): number {
    return this.#sums.of(state).count
  }

  setSums(sums: readonly StateSum[]): void {
    this.#sums.set(sums)
  }

  added(state: TransferState, sizeBytes: number): void {
    this.#sums.add(state, 1, sizeBytes)
    this.#waiting.grew()
  }

  /** Reads what waits anew: something joined it at another place than the end. */
  readAgain(): void {
    this.#waiting.readAgain()
  }

  get isStopped(): boolean {
    return this.record.row.isPaused || this.record.row.isCancelled
  }

  /** Nothing of it moves or waits any more, and nothing will come. */
  get isOver(): boolean {
    if (this.live.size > 0) return false
    if (this.record.row.isCancelled) return true
    return this.record.row.isFound && this.count('queued') === 0 && this.count('paused') === 0
  }

  /** The next that waits; null: none that is read already. */
  next(): ItemRow | null {
    const item = this.#waiting.next()
    if (item !== null && this.#doubtfulLeft > 0) {
      this.#doubtfulLeft -= 1
      this.#doubtful.add(item.ordinal)
    }
    return item
  }

  /** Reads ahead where few are left; whether there is something new. */
  readAhead(): Promise<boolean> {
    return this.#waiting.readAhead()
  }

  begin(item: ItemRow): Live {
    const doneBytes = this.#halfDone.get(item.ordinal) ?? 0
    this.#halfDone.delete(item.ordinal)
    const live = { item, abort: new AbortController(), doneBytes, sizeBytes: item.sizeBytes }
    this.live.set(item.ordinal, live)
    return live
  }

  isDoubtful({ ordinal }: ItemRow): boolean {
    // On this computer's own disk a look costs next to nothing.
    if (this.#isOld && this.record.row.spec.kind === 'download') return true
    return this.#doubtful.has(ordinal)
  }

  /** It waits again, ahead of the others; the server may have it already. */
  requeue({ item, doneBytes }: Live, journal: ItemRow['journal']): void {
    this.live.delete(item.ordinal)
    if (journal !== null) this.#halfDone.set(item.ordinal, doneBytes)
    this.#doubtful.add(item.ordinal)
    this.#waiting.putBack({ ...item, journal })
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
    { state, sizeBytes, lost = [] }: Pick<Done, 'sizeBytes' | 'lost'> & { readonly state: TransferState },
  ): void {
    const { ordinal } = item
    this.live.delete(ordinal)
    this.#settling.add(ordinal)
    this.#doubtful.delete(ordinal)
    this.#tries.delete(ordinal)
    this.#sums.add('queued', -1, -item.sizeBytes)
    this.#sums.add(state, 1, sizeBytes, lost.length > 0 ? 1 : 0)
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
    const { spec, title, place, createdMs, endedMs, isFound, failure } = this.record.row
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
      counting: !isFound && !this.record.row.isCancelled && !this.record.row.isPaused,
      fileCount: this.#sums.fileCount,
      doneCount: this.count('done'),
      failedCount: this.count('failed'),
      skippedCount: this.count('skipped'),
      lackingCount: this.#sums.lackingCount,
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
    return itemModelOf(item, this.live.get(item.ordinal))
  }

  #state(): TransferState {
    const { isPaused, isCancelled, isFound, failure } = this.record.row
    if (isCancelled) return 'cancelled'
    if (isPaused) return 'paused'
    if (this.live.size > 0) return 'running'
    if (!isFound) return this.#sums.fileCount === 0 ? 'preparing' : 'running'
    if (this.count('queued') > 0) return 'queued'
    if (this.count('paused') > 0) return 'paused'
    if (failure !== null || this.count('failed') > 0) return 'failed'
    if (this.count('cancelled') > 0) return 'cancelled'
    return this.count('done') === 0 && this.count('skipped') > 0 ? 'skipped' : 'done'
  }

  #sizeBytes(): number {
    // Some sizes show only once a file comes.
    const learned = [...this.live.values()].reduce(
      (sum, { sizeBytes, item }) => sum + sizeBytes - item.sizeBytes,
      0,
    )
    return this.#sums.sizeBytes + learned
  }

  #doneBytes(): number {
    const half = [...this.#halfDone.values()].reduce((sum, doneBytes) => sum + doneBytes, 0)
    const done = this.#sums.of('done').sizeBytes + half
    return [...this.live.values()].reduce((sum, { doneBytes }) => sum + doneBytes, done)
  }
}
