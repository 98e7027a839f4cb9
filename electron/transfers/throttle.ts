/** At most so many bytes a second, over all transfers of one direction. */
import { pause } from '../platform/pause.ts'

/** What is sent at once: smaller pieces make a smoother rate. */
export const pieceBytes = 64 * 1024

export class Throttle {
  #bytesPerSecond: number | null
  /** When the bytes that were let through so far will have had their time. */
  #paidUntilMs = 0

  constructor(bytesPerSecond: number | null = null) {
    this.#bytesPerSecond = bytesPerSecond
  }

  get isOn(): boolean {
    return this.#bytesPerSecond !== null
  }

  /** null: as fast as it goes. Takes hold at once. */
  limit(bytesPerSecond: number | null): void {
    this.#bytesPerSecond = bytesPerSecond
    this.#paidUntilMs = Date.now()
  }

  /** Waits until so many bytes may go. */
  async spend(bytes: number, signal: AbortSignal): Promise<void> {
    if (this.#bytesPerSecond === null) return
    const nowMs = Date.now()
    const startMs = Math.max(nowMs, this.#paidUntilMs)
    this.#paidUntilMs = startMs + (bytes * 1000) / this.#bytesPerSecond
    const waitMs = startMs - nowMs
    if (waitMs <= 0) return
    await pause(waitMs, signal)
    signal.throwIfAborted()
  }
}
