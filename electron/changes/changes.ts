/** The change feed: what we just wrote, told to everyone who shows it. */
import type { Change } from '../../shared/model/change.ts'

export type ChangeListener = (changes: readonly Change[]) => void

/** Thousands of uploads a second become a few dozen messages. */
const gatherMs = 50

export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>()
  #gathered: Change[] = []

  /** Tells it shortly, together with what else is published meanwhile, in the order it was published. */
  publish(change: Change): void {
    if (this.#gathered.push(change) === 1) setTimeout(() => this.#tell(), gatherMs)
  }

  /** Answers with the way to stop listening. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    const changes = this.#gathered
    this.#gathered = []
    for (const listener of this.#listeners) listener(changes)
  }
}
