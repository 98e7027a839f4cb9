/** Where files rest that a browser sends us, until they are uploaded: numbered, bounded, emptied. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { failed } from '../../shared/failure.ts'
import type { Drops } from '../transfers/drops.ts'
import type { LocalFile } from '../transfers/localFiles.ts'
import { FrameReader, type FrameHead } from './frames.ts'

/** What must stay free on the disk. */
const reserveBytes = 512 * 1024 ** 2

type Staged = {
  readonly folder: string
  readonly files: LocalFile[]
  readonly emptyFolders: (readonly string[])[]
  lastNumber: number
}

export class Staging {
  readonly #folder: string
  readonly #drops: Drops
  readonly #open = new Map<string, Staged>()

  constructor(folder: string, drops: Drops) {
    this.#folder = folder
    this.#drops = drops
  }

  /** Removes what an earlier run left behind. */
  async empty(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  async begin(): Promise<string> {
    const id = randomUUID()
    const folder = join(this.#folder, id)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    this.#open.set(id, { folder, files: [], emptyFolders: [], lastNumber: 0 })
    return id
  }

  /** Takes the files of one body (see frames). A head whose last segment is empty names an empty folder. */
  async receive(id: string, body: Readable): Promise<void> {
    const staged = this.#find(id)
    const frames = new FrameReader(body)
    for (let head = await frames.nextHead(); head !== null; head = await frames.nextHead()) {
      if (head.segments.at(-1) === '') staged.emptyFolders.push(head.segments.slice(0, -1))
      else await this.#receiveFile(staged, frames, head)
    }
  }

  /** Everything has arrived: answers with the drop. */
  end(id: string): { readonly dropId: string; readonly itemCount: number } {
    const { folder, files, emptyFolders } = this.#find(id)
    this.#open.delete(id)
    const itemCount = files.length + emptyFolders.length
    return { dropId: this.#drops.registerStaged(folder, files, emptyFolders), itemCount }
  }

  async cancel(id: string): Promise<void> {
    const { folder } = this.#find(id)
    this.#open.delete(id)
    await rm(folder, { recursive: true, force: true })
  }

  async #receiveFile(staged: Staged, frames: FrameReader, head: FrameHead): Promise<void> {
    await this.#requireRoom(head.sizeBytes)
    const filePath = join(staged.folder, String(++staged.lastNumber))
    const { segments, sizeBytes, modifiedMs } = head
    const file = createWriteStream(filePath, { mode: 0o600 })
    await frames.copyTo(file, sizeBytes)
    file.end()
    await finished(file)
    staged.files.push({ filePath, segments, sizeBytes, modifiedMs })
  }

  async #requireRoom(sizeBytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder)
    if (bavail * bsize - sizeBytes >= reserveBytes) return
    throw failed({
      code: 'conflict',
      reason: 'disk-full',
      message: 'There is not enough room on this computer to take over the dropped files from the browser.',
      advice: 'Make room, or drop fewer files at a time.',
    })
  }

  #find(id: string): Staged {
    const staged = this.#open.get(id)
    if (staged) return staged
    throw failed({
      code: 'not-found',
      reason: 'drop-gone',
      message: 'The dropped files are not known any more.',
      advice: 'Drop them again.',
    })
  }
}
