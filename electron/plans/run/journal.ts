/** What becomes of items, on its way to disk: many notes, few commits, each durable when its promise answers. */
import type { Storage } from '../../storage/storage.ts'
import type { ItemOutcome } from '../itemTable.ts'

export class Journal {
  readonly #storage: Storage
  readonly #planId: string
  #waiting: ItemOutcome[] = []
  #flushing: Promise<void> | null = null

  constructor(storage: Storage, planId: string) {
    this.#storage = storage
    this.#planId = planId
  }

  /** Answers once the notes are on disk. Notes that arrive while a commit is under way share the next one. */
  async note(...outcomes: readonly ItemOutcome[]): Promise<void> {
    this.#waiting.push(...outcomes)
    await this.#flushing
    if (this.#waiting.length === 0) return
    this.#flushing ??= this.#flush()
    await this.#flushing
  }

  async #flush(): Promise<void> {
    const outcomes = this.#waiting
    this.#waiting = []
    try {
      await this.#storage.call('settleItems', { planId: this.#planId, outcomes })
    } finally {
      this.#flushing = null
    }
  }
}
