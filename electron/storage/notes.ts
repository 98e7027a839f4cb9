/** Notes on their way to disk: many notes, few commits, each durable when its promise answers. */
import { setTimeout } from 'node:timers/promises'

export class Notes<Note> {
  readonly #write: (notes: readonly Note[]) => Promise<unknown>
  readonly #gatherMs: number
  #waiting: Note[] = []
  #flushing: Promise<void> | null = null

  /** `gatherMs`: how long the first of a commit waits for others, where nobody waits for it. */
  constructor(write: (notes: readonly Note[]) => Promise<unknown>, gatherMs = 0) {
    this.#write = write
    this.#gatherMs = gatherMs
  }

  /** Answers once the notes are on disk. Notes that arrive while a commit is under way share the next one. */
  async note(...notes: readonly Note[]): Promise<void> {
    this.#waiting.push(...notes)
    await this.#flushing
    if (this.#waiting.length === 0) return
    this.#flushing ??= this.#flush()
    await this.#flushing
  }

  async #flush(): Promise<void> {
    if (this.#gatherMs > 0) await setTimeout(this.#gatherMs)
    const notes = this.#waiting
    this.#waiting = []
    try {
      await this.#write(notes)
    } finally {
      this.#flushing = null
    }
  }
}
