/** The queue: batches in the order they were asked for, so many files at once over all of them. */
import { failed } from '../../shared/failure.ts'
import type { TransferItem, TransfersState } from '../../shared/model/transfer.ts'
import { TransferBatch, type BatchPlan } from './transferBatch.ts'

const filesAtOnce = 12

export class Transfers {
  readonly #batches: TransferBatch[] = []
  readonly #listeners = new Set<() => void>()
  #running = 0
  #revision = 0

  /** Queues a batch and begins at once; answers with its id. */
  add(plan: BatchPlan): string {
    const batch = new TransferBatch(plan)
    this.#batches.unshift(batch)
    void batch.search(() => this.#pump())
    this.#tell()
    return batch.id
  }

  /** Newest first. */
  state(): TransfersState {
    return { revision: this.#revision, batches: this.#batches.map((batch) => batch.model()) }
  }

  /** Answers with the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  items(
    batchId: string,
    start: number,
    end: number,
  ): { readonly itemCount: number; readonly items: TransferItem[] } {
    return this.#find(batchId).items(start, end)
  }

  cancel(batchId: string): void {
    this.#find(batchId).cancel()
    this.#tell()
  }

  retry(batchId: string, mayDestroy: boolean): void {
    const batch = this.#find(batchId)
    if (batch.retry(mayDestroy)) void batch.search(() => this.#pump())
    this.#pump()
  }

  /** Takes what is over off the list. */
  async clear(): Promise<void> {
    const over = this.#batches.filter((batch) => batch.isOver)
    for (const batch of over) this.#batches.splice(this.#batches.indexOf(batch), 1)
    this.#tell()
    await Promise.all(over.map((batch) => batch.release()))
  }

  revealPath(batchId: string): string {
    const path = this.#find(batchId).plan.revealPath()
    if (path !== null) return path
    throw failed({
      code: 'not-found',
      reason: 'nothing-to-show',
      message: 'Nothing was saved on this computer yet.',
    })
  }

  /** Whether leaving now would break something off. */
  get isBusy(): boolean {
    return this.#batches.some((batch) => !batch.isOver)
  }

  /** Stops everything under way; what was begun on servers is cleaned up. */
  async close(): Promise<void> {
    for (const batch of this.#batches) batch.cancel()
    await Promise.all(this.#batches.map((batch) => batch.release()))
  }

  #pump(): void {
    // Oldest first: the list shows the newest on top.
    for (const batch of this.#batches.toReversed()) {
      while (this.#running < filesAtOnce) {
        const started = batch.startNext(() => this.#tell())
        if (started === null) break
        this.#running += 1
        void started.then(() => this.#finished(batch))
      }
    }
    this.#tell()
  }

  #finished(batch: TransferBatch): void {
    this.#running -= 1
    this.#pump()
    if (batch.model().state === 'done') void batch.release()
  }

  #find(batchId: string): TransferBatch {
    const batch = this.#batches.find(({ id }) => id === batchId)
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
