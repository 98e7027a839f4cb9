/** Memory of files that were sent: what is read next goes there, instead of into more that somebody has to collect. */
const leastBytes = 1024 ** 2
const mostKept = 8
const keptMs = 10_000

export class SpentMemory {
  readonly #kept: ArrayBuffer[] = []
  #forgetting: NodeJS.Timeout | null = null

  /** Nobody may use these bytes any more. */
  give({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < leastBytes) return
    if (this.#kept.length < mostKept) this.#kept.push(buffer)
    this.#forgetLater()
  }

  /** Room for so many bytes, if there is any; not so much more that others would miss it. */
  take(sizeBytes: number): ArrayBuffer | null {
    const fits = ({ byteLength }: ArrayBuffer): boolean =>
      byteLength >= sizeBytes && byteLength <= 2 * sizeBytes
    const at = this.#kept.findIndex(fits)
    return at === -1 ? null : (this.#kept.splice(at, 1)[0] ?? null)
  }

  #forgetLater(): void {
    if (this.#forgetting === null) {
      this.#forgetting = setTimeout(() => {
        this.#kept.length = 0
      }, keptMs).unref()
    } else this.#forgetting.refresh()
  }
}
