/** Reading and hashing files away from the main thread. */
import { randomUUID } from 'node:crypto'
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { FileHashes, HashApi, HashedFile, HashedPart } from './hashApi.ts'

const workersAtMost = 2

type Link = Pick<WorkerLink<HashApi>, 'call' | 'close'>

export class Hashing {
  readonly #links: Link[] = []
  #next = workersAtMost - 1

  /**
   * A part of a file with its MD5 (hex); shorter than asked where the file is. Failures: not-found (file-vanished),
   * access-denied (file-unreadable), unexpected (file-error), as of `readSmall`.
   */
  readPart(path: string, name: string, offset: number, length: number): Promise<HashedPart> {
    return this.#link().call('readPart', { path, name, offset, length })
  }

  /** A whole file with its MD5 and what the disk says of it, in one look; only its facts where it is bigger. */
  readSmall(path: string, name: string, mostBytes: number): Promise<HashedFile> {
    return this.#link().call('readSmall', { path, name, mostBytes })
  }

  /** Hashes a file while it grows. */
  file(path: string, partBytes: number | null): GrowingHash {
    return new GrowingHash(this.#link(), path, partBytes)
  }

  async close(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.close()))
  }

  /** In turn; started when first needed. */
  #link(): Link {
    this.#next = (this.#next + 1) % workersAtMost
    const link = this.#links[this.#next] ?? new WorkerLink<HashApi>(workerUrl('hashWorker', import.meta.url))
    this.#links[this.#next] = link
    return link
  }
}

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
