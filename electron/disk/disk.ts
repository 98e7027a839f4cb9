/** The disk of this computer: files are read, hashed and saved away from the main thread. */
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { DiskApi } from './diskApi.ts'
import { GrowingFile } from './growingFile.ts'
import type { PartRead } from './readFiles.ts'
import type { NewFile, PartFile, Placing } from './saveFiles.ts'
import { SpentMemory } from './spentMemory.ts'

const workersAtMost = 2

/** `bytes` is shorter than asked where the file is. */
type HashedPart = { readonly bytes: Uint8Array; readonly md5: string }
/** `bytes` is null where the file is bigger than was asked for. */
type HashedFile = {
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly bytes: Uint8Array | null
  readonly md5: string
}

type SmallFile = {
  readonly path: string
  /** What failures call it. */
  readonly name: string
  readonly mostBytes: number
  /** How big it was when somebody looked last. */
  readonly likelyBytes: number
}

type Link = Pick<WorkerLink<DiskApi>, 'call' | 'close'>

export class Disk {
  readonly #links: Link[] = []
  readonly #spent = new SpentMemory()
  #next = workersAtMost - 1

  /**
   * A part of a file with its MD5 (hex); shorter than asked where the file is. Failures: not-found (file-vanished),
   * access-denied (file-unreadable), unexpected (file-error), as of `readSmall`.
   */
  async readPart(path: string, name: string, offset: number, length: number): Promise<HashedPart> {
    const into = this.#spent.take(length)
    const read = await this.#link().call('readPart', { path, name, offset, length, into }, given(into))
    return { bytes: bytesOf(read), md5: read.md5 }
  }

  /** A whole file with its MD5 and what the disk says of it, in one look; only its facts where it is bigger. */
  async readSmall({ path, name, mostBytes, likelyBytes }: SmallFile): Promise<HashedFile> {
    const into = likelyBytes > mostBytes ? null : this.#spent.take(likelyBytes)
    const read = await this.#link().call('readSmall', { path, name, mostBytes, into }, given(into))
    const { sizeBytes, modifiedMs, md5 } = read
    return { sizeBytes, modifiedMs, md5, bytes: sizeBytes > mostBytes ? null : bytesOf(read) }
  }

  /** What was read is not needed any more, and will be overwritten. */
  spent(bytes: Uint8Array): void {
    this.#spent.give(bytes)
  }

  /** A file that is there, written and hashed as it grows. */
  file(path: string, partBytes: number | null): GrowingFile {
    const hashing = this.#link()
    const beside = this.#linkAt((this.#next + 1) % workersAtMost)
    return new GrowingFile([hashing, beside], path, partBytes)
  }

  /**
   * A new, empty file beside a file's own place, for what is not whole yet: its path. Failures, as of all that
   * writes: conflict (disk-full, folder-unwritable, folder-gone, file-too-big, name-too-long,
   * disk-broken).
   */
  openPart(part: PartFile): Promise<string> {
    return this.#link().call('openPart', part)
  }

  /** Moves a finished file to its name and answers with its path; one that is there gives way only if `replaces`. */
  placeFile(placing: Placing): Promise<string> {
    return this.#link().call('placeFile', placing)
  }

  /** A small file at once, on the disk for good: its path, or null where its bytes are not those of its MD5. */
  saveSmall(file: NewFile): Promise<string | null> {
    return this.#linkAt(0).call('saveSmall', file)
  }

  async close(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.close()))
  }

  /** In turn. */
  #link(): Link {
    this.#next = (this.#next + 1) % workersAtMost
    return this.#linkAt(this.#next)
  }

  /** Started when first needed. */
  #linkAt(number: number): Link {
    const link = this.#links[number] ?? new WorkerLink<DiskApi>(workerUrl('diskWorker', import.meta.url))
    this.#links[number] = link
    return link
  }
}

const bytesOf = ({ room, readBytes }: PartRead): Uint8Array => new Uint8Array(room, 0, readBytes)

const given = (memory: ArrayBuffer | null): ArrayBuffer[] => (memory === null ? [] : [memory])
