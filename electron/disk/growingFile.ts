/** A file that is written piece by piece, and its hash as far as it is there. */
import { randomUUID } from 'node:crypto'
import type { WorkerLink } from '../platform/workerLink.ts'
import type { DiskApi } from './diskApi.ts'
import type { FileHashes, FilePiece, FileToHash } from './growingFiles.ts'

type Link = Pick<WorkerLink<DiskApi>, 'call'>

type Piece = Omit<FilePiece, keyof FileToHash | 'chunks'> & { readonly chunks: readonly Uint8Array[] }

export class GrowingFile {
  readonly #link: Link
  readonly #file: FileToHash
  #toByte = 0
  #working: Promise<void> | null = null

  constructor(link: Link, path: string, partBytes: number | null) {
    this.#link = link
    this.#file = { id: randomUUID(), path, partBytes }
  }

  /** The chunks are handed over: nobody here can use them any more. */
  write(piece: Piece): Promise<void> {
    const chunks = piece.chunks.map(ownBytes)
    const given = chunks.map(({ buffer }) => buffer)
    return this.#link.call('writePiece', { ...this.#file, ...piece, chunks }, given)
  }

  /** What was written is on the disk for good. */
  sync(name: string): Promise<void> {
    return this.#link.call('syncPieces', { id: this.#file.id, name })
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
    return this.#link.call('hashEnd', { id: this.#file.id })
  }

  /** Lets the file go when nobody will ask for its hash. */
  async abandon(): Promise<void> {
    await this.#working?.catch(() => undefined)
    await this.#link.call('hashEnd', { id: this.#file.id })
  }

  async #work(): Promise<void> {
    for (let done = 0; done < this.#toByte;) {
      const toByte = this.#toByte
      await this.#link.call('hashTo', { ...this.#file, toByte })
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
