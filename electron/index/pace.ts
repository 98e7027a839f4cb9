/** A limit on requests per second, shared by all who ask for their turn. */
import { pause } from '../platform/pause.ts'

export class Pace {
  readonly #spacingMs: number
  #nextMs = 0

  constructor(perSecond: number) {
    this.#spacingMs = 1000 / perSecond
  }

  /** Answers when it is one's turn, or at once when the signal fires. */
  async turn(signal: AbortSignal): Promise<void> {
    const nowMs = performance.now()
    // A tenth of a second that nobody used may be made up for.
    this.#nextMs = Math.max(this.#nextMs + this.#spacingMs, nowMs - 100)
    await pause(this.#nextMs - nowMs, signal)
  }
}
