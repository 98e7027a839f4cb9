/** Notes on their way to disk: many notes, few commits, each durable when its promise answers. */

export class Notes<Note> {
  readonly #write: (notes: readonly Note[]) => Promise<unknown>
  #waiting: Note[] = []
  #flushing: Promise<void> | null = null

  constructor(write: (notes: readonly Note[]) => Promise<unknown>) {
    this.#write = write
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
    const notes = this.#waiting
    this.#waiting = []
    try {
      await this.#write(notes)
    } finally {
      this.#flushing = null
    }
  }
}
