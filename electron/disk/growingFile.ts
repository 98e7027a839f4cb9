/** A file that is written piece by piece, and its hash as far as it is there. */
import { randomUUID } from 'node:crypto'
import type { WorkerLink } from '../platform/workerLink.ts'
import type { DiskApi } from './diskApi.ts'
import type { FileHashes, FilePiece, FileToHash } from './growingFiles.ts'

type Link = Pick<WorkerLink<DiskApi>, 'call'>

type Piece = Omit<FilePiece, keyof FileToHash | 'chunks'> & { readonly chunks: readonly Uint8Array[] }

export class GrowingFile {
  readonly #hashing: Link
  /** Beside it: what is written in no order is hashed after it, and need not wait for it. */
  readonly #writing: Link
  readonly #file: FileToHash
  #toByte = 0
  #working: Promise<void> | null = null
  #wroteBeside = false

  constructor([hashing, writing]: readonly [Link, Link], path: string, partBytes: number | null) {
    this.#hashing = hashing
    this.#writing = writing
    this.#file = { id: randomUUID(), path, partBytes }
  }

  /** The chunks are handed over: nobody here can use them any more. */
  write(piece: Piece): Promise<void> {
    const chunks = piece.chunks.map(ownBytes)
    const given = chunks.map(({ buffer }) => buffer)
    if (!piece.isFinal) this.#wroteBeside = true
    const link = piece.isFinal ? this.#hashing : this.#writing
    return link.call('writePiece', { ...this.#file, ...piece, chunks }, given)
  }

  /** What was written and may be written again is on the disk for good. */
  sync(name: string): Promise<void> {
    return this.#writing.call('syncPieces', { id: this.#file.id, name })
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

  /** All of it was grown to, or written in order. */
  async end(): Promise<FileHashes> {
    await this.#working
    return this.#close()
  }

  /** Lets the file go when nobody will ask for its hash. */
  async abandon(): Promise<void> {
    await this.#working?.catch(() => undefined)
    await this.#close()
  }

  async #close(): Promise<FileHashes> {
    const { id } = this.#file
    if (this.#wroteBeside) await this.#writing.call('hashEnd', { id })
    return this.#hashing.call('hashEnd', { id })
  }

  async #work(): Promise<void> {
    for (let done = 0; done < this.#toByte;) {
      const toByte = this.#toByte
      await this.#hashing.call('hashTo', { ...this.#file, toByte })
      done = toByte
    }
    this.#working = null
  }
}

/** Only bytes that share their memory with nothing else can be given away. */
function ownBytes(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = chunk
  return buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(chunk)
}
