/** Files that a browser hands over one by one: each can be uploaded as soon as it is here, and goes when it was. */
import { rm } from 'node:fs/promises'
import { failed, FailureError, type Failure } from '../../shared/failure.ts'
import type { Found } from './find/localFiles.ts'

/** What may lie in staging at once: more waits in the browser until some of it is uploaded. */
const mostStagedBytes = 4 * 1024 ** 3

type State = 'open' | 'ended' | { readonly failure: Failure }

export class StagedDrop {
  readonly folder: string
  readonly names: readonly string[]
  readonly #found: Found[] = []
  readonly #sizes = new Map<string, number>()
  #stagedBytes = 0
  #state: State = 'open'
  #wake: (() => void)[] = []

  constructor(folder: string, names: readonly string[]) {
    this.folder = folder
    this.names = names
  }

  /** Waits until so much may be staged. */
  async roomFor(sizeBytes: number): Promise<void> {
    while (this.#stagedBytes > 0 && this.#stagedBytes + sizeBytes > mostStagedBytes) {
      this.#requireOpen()
      await this.#changed()
    }
    this.#requireOpen()
  }

  push(found: Found): void {
    this.#found.push(found)
    if (found.kind === 'file') {
      this.#sizes.set(found.file.filePath, found.file.sizeBytes)
      this.#stagedBytes += found.file.sizeBytes
    }
    this.#tell()
  }

  /** Everything has arrived. */
  end(): void {
    if (this.#state === 'open') this.#state = 'ended'
    this.#tell()
  }

  /** No more will come. */
  breakOff(failure: Failure): void {
    if (this.#state === 'open') this.#state = { failure }
    this.#tell()
  }

  /** All that arrives, from the beginning, until the end. Failures: why it broke off. */
  async *files(signal: AbortSignal): AsyncGenerator<Found, void, void> {
    for (let at = 0; !signal.aborted;) {
      const found = this.#found[at]
      if (found !== undefined) {
        at += 1
        yield found
      } else if (this.#state === 'ended') return
      else if (this.#state !== 'open') throw new FailureError(this.#state.failure)
      else await this.#changed(signal)
    }
  }

  /** A file was uploaded: its room is free again. */
  async sent(filePath: string): Promise<void> {
    const sizeBytes = this.#sizes.get(filePath)
    if (sizeBytes === undefined) return
    this.#sizes.delete(filePath)
    await rm(filePath, { force: true })
    this.#stagedBytes -= sizeBytes
    this.#tell()
  }

  #requireOpen(): void {
    if (this.#state === 'open') return
    throw failed({
      code: 'cancelled',
      reason: 'cancelled',
      message: 'The upload of these files was cancelled.',
    })
  }

  #changed(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve)
      signal?.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  #tell(): void {
    const waiting = this.#wake
    this.#wake = []
    for (const wake of waiting) wake()
  }
}
