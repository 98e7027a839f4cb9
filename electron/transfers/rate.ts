/** Bytes a second over the last seconds, from absolute counts. */

const windowMs = 5000

export class Rate {
  readonly #samples: { readonly atMs: number; readonly doneBytes: number }[] = []

  add(doneBytes: number, atMs = Date.now()): void {
    this.#samples.push({ atMs, doneBytes })
    while (this.#samples.length > 2 && (this.#samples[1]?.atMs ?? atMs) < atMs - windowMs)
      this.#samples.shift()
  }

  /** null until there is something to measure. */
  bytesPerSecond(nowMs = Date.now()): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined || nowMs - first.atMs < 300) return null
    return ((last.doneBytes - first.doneBytes) * 1000) / (nowMs - first.atMs)
  }
}
