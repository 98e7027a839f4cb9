/**
 * One gate per server: how many requests are under way at once, who goes first, and when to slow down.
 * What a person waits for passes before transfers, and those before background reading.
 */
import { FailureError, cancelledFailure } from '../../shared/failure.ts'

/** Highest first. */
const priorities = ['person', 'transfer', 'background'] as const
export type Priority = (typeof priorities)[number]

type Waiting = { readonly start: () => void }

const slowMs = 10_000

export class Gate {
  readonly #most: number
  readonly #nowMs: () => number
  readonly #queues = new Map<Priority, Waiting[]>(priorities.map((priority) => [priority, []]))
  #places: number
  #running = 0
  #slowUntilMs = 0

  constructor(options: { readonly places: number; readonly nowMs?: () => number }) {
    this.#most = options.places
    this.#places = options.places
    this.#nowMs = options.nowMs ?? Date.now
  }

  /** Waits for a place, runs, gives the place back. Throws `cancelled` when the signal fires while waiting. */
  async pass<T>(priority: Priority, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    await this.#waitForPlace(priority, signal)
    try {
      const result = await run()
      this.#places = Math.min(this.#most, this.#places + 1 / this.#places)
      return result
    } finally {
      this.#running -= 1
      this.#startNext()
    }
  }

  /** The server asked for patience: half as many at once, growing back one success at a time. */
  slowDown(): void {
    // Requests that were in flight together meet the same 503: halve once per burst, not once per answer.
    const burst = this.#nowMs() < this.#slowUntilMs - slowMs + 1000
    if (!burst) this.#places = Math.max(1, this.#places / 2)
    this.#slowUntilMs = this.#nowMs() + slowMs
  }

  /** Until when the server's wish for patience is worth mentioning; null when it had none lately. */
  get slowUntilMs(): number | null {
    return this.#nowMs() < this.#slowUntilMs ? this.#slowUntilMs : null
  }

  /** What a person waits for may use two places more than transfers can fill. */
  #placesFor(priority: Priority): number {
    return Math.floor(this.#places) + (priority === 'person' ? 2 : 0)
  }

  #startNext(): void {
    for (const priority of priorities) {
      const queue = this.#queues.get(priority) ?? []
      while (queue.length > 0 && this.#running < this.#placesFor(priority)) {
        this.#running += 1
        queue.shift()?.start()
      }
    }
  }

  #waitForPlace(priority: Priority, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new FailureError(cancelledFailure))
        return
      }
      const queue = this.#queues.get(priority) ?? []
      const leave = (): void => {
        queue.splice(queue.indexOf(waiting), 1)
        reject(new FailureError(cancelledFailure))
      }
      const start = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const waiting: Waiting = { start }
      signal.addEventListener('abort', leave, { once: true })
      queue.push(waiting)
      this.#startNext()
    })
  }
}
