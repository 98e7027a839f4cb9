/**
 * The queue: batches in the order they were asked for, so many files at once over all of them. What it needs to go
 * on is on disk before it answers, so that it survives the app.
 */
import { failed, type Failure } from '../../shared/failure.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type {
  CollisionChoice,
  TransferItem,
  TransfersState,
  TransferState,
} from '../../shared/model/transfer.ts'
import { Disk } from '../disk/disk.ts'
import type { Storage } from '../storage/storage.ts'
import { ByteBudget } from './byteBudget.ts'
import type { Drops } from './drops.ts'
import { dropLeftovers } from './leftovers.ts'
import { Line } from './line.ts'
import type { ReachParts } from './reach.ts'
import { Runner } from './runner.ts'
import { savedPathOf } from './whereSaved.ts'
import type { BatchSpec } from './tasks.ts'
import { Throttle } from './throttle.ts'
import { newBatchRow } from './newBatchRow.ts'
import { TransferBatch } from './transferBatch.ts'

const memoryBytes = 64 * 1024 ** 2

export type TransfersParts = ReachParts & {
  readonly storage: Storage
  readonly drops: Drops
  /** How long the first wait for a server that is away lasts; tests are less patient. */
  readonly firstWaitMs?: number
}

export type NewTransfer = { readonly spec: BatchSpec; readonly title: string; readonly place: string }

export class Transfers {
  readonly #parts: TransfersParts
  readonly #disk = new Disk()
  readonly #up = new Throttle()
  readonly #down = new Throttle()
  readonly #line: Line
  readonly #listeners = new Set<() => void>()
  #revision = 0

  constructor(parts: TransfersParts) {
    this.#parts = parts
    const { storage, publish, drops } = parts
    const runner = new Runner({
      storage,
      publish,
      disk: this.#disk,
      budget: new ByteBudget(memoryBytes),
      up: this.#up,
      down: this.#down,
      stopBatch: (batch, failure) => void this.#stop(batch, failure),
      sent: ({ row: { spec } }, { task }) => {
        if (spec.kind === 'upload' && task?.kind === 'upload') void drops.sent(spec.from, task.filePath)
      },
    })
    this.#line = new Line(parts, runner, () => this.#tell())
  }

  /** What an earlier start left: what was under way goes on. */
  async open(): Promise<void> {
    const { batches, sums } = await this.#parts.storage.call('allBatches', undefined)
    for (const row of batches) {
      const ofBatch = sums.filter(({ batchId }) => batchId === row.batchId)
      this.#line.add(new TransferBatch(this.#parts.storage, row, ofBatch, true))
    }
  }

  limit({ upBytesPerSecond, downBytesPerSecond, filesAtOnce }: Settings['transferLimits']): void {
    this.#up.limit(upBytesPerSecond)
    this.#down.limit(downBytesPerSecond)
    this.#line.limit(filesAtOnce)
  }

  /** Queues a batch and begins at once; answers with its id once it is on disk. */
  async add({ spec, title, place }: NewTransfer): Promise<string> {
    const { storage } = this.#parts
    const row = newBatchRow({ spec, title, place, placeInLine: this.#line.end })
    await storage.call('createBatch', row)
    this.#line.add(new TransferBatch(storage, row, [], false))
    return row.batchId
  }

  /** Newest first. */
  state(): TransfersState {
    const batches = this.#line.batches.toSorted((a, b) => b.row.createdMs - a.row.createdMs)
    return { revision: this.#revision, batches: batches.map((batch) => this.#line.model(batch)) }
  }

  /** Answers with the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async items(
    batchId: string,
    start: number,
    end: number,
  ): Promise<{ readonly itemCount: number; readonly items: TransferItem[] }> {
    const batch = this.#find(batchId)
    await this.#line.flush()
    const running = [...batch.live.keys()]
    const { itemCount, items } = await this.#parts.storage.call('transferWindow', {
      batchId,
      start,
      end,
      running,
    })
    return { itemCount, items: items.map((item) => batch.itemModel(item)) }
  }

  /** null: all. */
  async pause(batchId: string | null): Promise<void> {
    for (const batch of this.#chosen(batchId)) if (!batch.isOver) await this.#stop(batch, null)
  }

  async resume(batchId: string | null): Promise<void> {
    for (const batch of this.#chosen(batchId)) {
      if (batch.row.isPaused) await batch.record.change({ isPaused: false, failure: null })
      this.#line.goOn(batch)
    }
  }

  /** Ahead of all other batches. */
  async prioritise(batchId: string): Promise<void> {
    await this.#find(batchId).record.change({ placeInLine: this.#line.front })
    this.#line.pump()
  }

  /** `itemIds` null: all that ask, and those found later. */
  async decide(batchId: string, itemIds: readonly string[] | null, choice: CollisionChoice): Promise<void> {
    const batch = this.#find(batchId)
    if (itemIds === null) await batch.record.change({ choice })
    const ordinals = itemIds === null ? null : itemIds.map(Number)
    await this.#parts.storage.call('decideTransfers', { batchId, ordinals, choice })
    await this.#refresh(batch)
  }

  async cancel(batchId: string): Promise<void> {
    const batch = this.#find(batchId)
    await batch.record.change({ isCancelled: true, isPaused: false })
    await this.#line.halt(batch)
    await this.#move(batch, ['queued', 'paused'], 'cancelled')
    await this.#dropLeftovers(batch, ['cancelled'])
  }

  async retry(batchId: string, mayDestroy: boolean): Promise<void> {
    const batch = this.#find(batchId)
    const change = { isCancelled: false, isPaused: false, failure: null, endedMs: null } as const
    await batch.record.change({ ...change, mayDestroy: batch.row.mayDestroy || mayDestroy })
    await this.#move(batch, ['failed', 'cancelled'], 'queued')
    this.#line.goOn(batch)
  }

  /** Takes what is over off the list, with what its failures left on servers. */
  async clear(batchId: string | null): Promise<void> {
    const over = this.#chosen(batchId).filter((batch) => batch.isOver)
    for (const batch of over) this.#line.remove(batch)
    this.#tell()
    for (const batch of over) {
      await this.#dropLeftovers(batch, ['failed', 'cancelled'])
      await this.#release(batch)
    }
    await this.#parts.storage.call('removeBatches', { batchIds: over.map(({ id }) => id) })
  }

  /** Where a download, or one file of it, was saved. Failures: not-found (nothing-to-show). */
  savedPath(batchId: string, itemId: string | null): Promise<string> {
    return savedPathOf(this.#parts.storage, this.#find(batchId), itemId)
  }

  /** Folders of files that a browser handed over and that are not all uploaded yet. */
  stagedFolders(): readonly string[] {
    return this.#line.batches.flatMap(({ row: { spec }, isOver }) =>
      !isOver && spec.kind === 'upload' && spec.from.kind === 'staged' ? [spec.from.folder] : [],
    )
  }

  /** Batches that leaving now would break off. */
  get busyCount(): number {
    return this.#line.batches.filter((batch) => batch.live.size > 0).length
  }

  /** The computer woke up, or the network is back: whoever waits need not wait any longer. */
  wake(): void {
    this.#line.wake()
  }

  /** Stops everything under way; it goes on at the next start. */
  async close(): Promise<void> {
    await this.#line.close()
    await this.#disk.close()
  }

  async #stop(batch: TransferBatch, failure: Failure | null): Promise<void> {
    if (batch.row.isPaused && failure !== null) return
    batch.record.note({ isPaused: true, failure })
    await this.#line.halt(batch)
    await batch.record.noted()
  }

  async #move(batch: TransferBatch, from: readonly TransferState[], to: TransferState): Promise<void> {
    await this.#parts.storage.call('moveTransfers', { batchId: batch.id, from, to, failure: null })
    await this.#refresh(batch)
  }

  async #refresh(batch: TransferBatch): Promise<void> {
    await this.#line.flush()
    batch.setSums(await this.#parts.storage.call('batchSums', { batchId: batch.id }))
    batch.readAgain()
    this.#line.pump()
  }

  async #dropLeftovers(batch: TransferBatch, states: readonly TransferState[]): Promise<void> {
    const journals = await this.#parts.storage.call('takeJournals', { batchId: batch.id, states })
    await dropLeftovers(this.#parts, batch.row.spec, journals)
  }

  async #release({ row: { spec } }: TransferBatch): Promise<void> {
    if (spec.kind === 'upload') await this.#parts.drops.release(spec.from)
  }

  #chosen(batchId: string | null): readonly TransferBatch[] {
    return batchId === null ? this.#line.batches : [this.#find(batchId)]
  }

  #find(batchId: string): TransferBatch {
    const batch = this.#line.batches.find(({ id }) => id === batchId)
    if (batch) return batch
    throw failed({
      code: 'not-found',
      reason: 'transfer-gone',
      message: 'This transfer is not on the list any more.',
    })
  }

  #tell(): void {
    this.#revision += 1
    for (const listener of this.#listeners) listener()
  }
}
