/** The hash of a file that is still being written. */
import { randomUUID } from 'node:crypto'
import type { WorkerLink } from '../platform/workerLink.ts'
import type { DiskApi } from './diskApi.ts'
import type { FileHashes } from './hashFiles.ts'

type Link = Pick<WorkerLink<DiskApi>, 'call'>

export class GrowingHash {
  readonly #link: Link
  readonly #id = randomUUID()
  readonly #path: string
  readonly #partBytes: number | null
  #toByte = 0
  #working: Promise<void> | null = null

  constructor(link: Link, path: string, partBytes: number | null) {
    this.#link = link
    this.#path = path
    this.#partBytes = partBytes
  }

  /** So many bytes from the beginning are there for good. */
  grownTo(toByte: number): void {
    if (toByte <= this.#toByte) return
    this.#toByte = toByte
    if (this.#working !== null) return
    this.#working = this.#work()
    // What went wrong is told by `end`; who gives up before that doesn't want to know.
    this.#working.catch(() => undefined)
  }

  /** All of it was grown to. */
  async end(): Promise<FileHashes | null> {
    await this.#working
    return this.#link.call('hashEnd', { id: this.#id })
  }

  /** Lets the file go when nobody will ask for its hash. */
  async abandon(): Promise<void> {
    await this.#working?.catch(() => undefined)
    await this.#link.call('hashEnd', { id: this.#id })
  }

  async #work(): Promise<void> {
    for (let done = 0; done < this.#toByte;) {
      const toByte = this.#toByte
      await this.#link.call('hashTo', {
        id: this.#id,
        path: this.#path,
        partBytes: this.#partBytes,
        toByte,
      })
      done = toByte
    }
    this.#working = null
  }
}
