/** What a batch is, here and on disk. */
import { failureBehind } from '../../shared/failure.ts'
import type { Storage } from '../storage/storage.ts'
import type { BatchRow } from './transferRows.ts'
import type { BatchChange } from './transferTable.ts'

type Changed = Omit<BatchChange, 'batchId'>

export class BatchRecord {
  readonly #storage: Storage
  readonly #noting = new Set<Promise<void>>()
  #row: BatchRow

  constructor(storage: Storage, row: BatchRow) {
    this.#storage = storage
    this.#row = row
  }

  get row(): BatchRow {
    return this.#row
  }

  /** On disk when it answers. */
  async change(change: Changed): Promise<void> {
    this.#row = { ...this.#row, ...change }
    await this.#storage.call('changeBatch', { batchId: this.#row.batchId, ...change })
  }

  /** As `change`, for whoever can't wait; what the disk says against it is shown as the batch's failure. */
  note(change: Changed): void {
    const noting = this.change(change)
      .catch((error: unknown) => {
        this.#row = { ...this.#row, failure: failureBehind(error) }
      })
      .finally(() => this.#noting.delete(noting))
    this.#noting.add(noting)
  }

  /** Answers once all notes are on disk. */
  async noted(): Promise<void> {
    await Promise.all(this.#noting)
  }
}
