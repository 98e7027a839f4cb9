/** The change feed: what we just wrote, told to everyone who shows it. */
import type { Change } from '../../shared/model/change.ts'

export type ChangeListener = (changes: readonly Change[]) => void

export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>()

  publish(...changes: readonly Change[]): void {
    for (const listener of this.#listeners) listener(changes)
  }

  /** Answers with the way to stop listening. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
