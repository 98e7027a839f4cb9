/** A limit on the bytes that all transfers together hold in memory. */

type Waiting = { readonly bytes: number; readonly start: () => void }

export class ByteBudget {
  readonly #most: number
  readonly #queue: Waiting[] = []
  #used = 0

  constructor(mostBytes: number) {
    this.#most = mostBytes
  }

  /** Waits for room, first come first served, runs, gives the room back. More than all waits for all. */
  async spend<T>(bytes: number, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    const wanted = Math.min(bytes, this.#most)
    await this.#wait(wanted, signal)
    try {
      return await run()
    } finally {
      this.#used -= wanted
      this.#startNext()
    }
  }

  #wait(bytes: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1)
        reject(signal.reason)
        this.#startNext()
      }
      const start = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const waiting: Waiting = { bytes, start }
      if (signal.aborted) {
        reject(signal.reason)
        return
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(waiting)
      this.#startNext()
    })
  }

  #startNext(): void {
    for (
      let first = this.#queue[0];
      first && this.#used + first.bytes <= this.#most;
      first = this.#queue[0]
    ) {
      this.#queue.shift()
      this.#used += first.bytes
      first.start()
    }
  }
}
