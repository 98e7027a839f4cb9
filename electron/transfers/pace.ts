/**
 * Whether a connection can be used now. One lost request is nothing; several in a row mean that the server or the
 * network is away: then everything waits, and one request at a time tries whether it is back.
 */
import type { Failure } from '../../shared/failure.ts'

/** So many failures without a success in between, and the connection rests. */
const mostInARow = 3
const firstWaitMs = 1000
const longestWaitMs = 30_000

export class Pace {
  readonly #nowMs: () => number
  readonly #firstWaitMs: number
  #inARow = 0
  #waits = 0
  #rest: { readonly failure: Failure; readonly untilMs: number } | null = null

  constructor(options: { readonly nowMs?: () => number; readonly firstWaitMs?: number } = {}) {
    this.#nowMs = options.nowMs ?? Date.now
    this.#firstWaitMs = options.firstWaitMs ?? firstWaitMs
  }

  /** Why and until when it rests; still set while a single request tries whether it is back. */
  get rest(): { readonly failure: Failure; readonly untilMs: number } | null {
    return this.#rest
  }

  /** Whether one more may start while `running` do. */
  allows(running: number): boolean {
    if (this.#rest === null) return true
    return this.#nowMs() >= this.#rest.untilMs && running === 0
  }

  ok(): void {
    this.#inARow = 0
    this.#waits = 0
    this.#rest = null
  }

  lost(failure: Failure): void {
    this.#inARow += 1
    const isProbe = this.#rest !== null && this.#nowMs() >= this.#rest.untilMs
    // Those that were under way together fail together: they are one failure.
    if (this.#rest !== null && !isProbe) return
    if (this.#inARow < mostInARow && !isProbe) return
    const waitMs = Math.min(longestWaitMs, this.#firstWaitMs * 2 ** this.#waits)
    this.#waits += 1
    this.#rest = { failure, untilMs: this.#nowMs() + waitMs }
  }

  /** The computer woke up, or somebody doesn't want to wait: it may be tried now. */
  wake(): void {
    if (this.#rest !== null) this.#rest = { ...this.#rest, untilMs: this.#nowMs() }
    this.#waits = 0
  }
}
