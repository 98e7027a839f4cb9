/** Where files rest that a browser sends us, until they are uploaded: numbered, bounded, emptied. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { failed } from '../../shared/failure.ts'
import type { Drops } from '../transfers/drops.ts'
import type { StagedDrop } from '../transfers/stagedDrop.ts'
import { FrameReader, type FrameHead } from './frames.ts'

/** What must stay free on the disk. */
const reserveBytes = 512 * 1024 ** 2

/** A page that sends nothing for so long is gone: what has come of its files is all that comes. */
const silentMs = 60_000

type Staged = {
  readonly drop: StagedDrop
  lastNumber: number
  receiving: number
  silence: NodeJS.Timeout | null
}

export class Staging {
  readonly #folder: string
  readonly #drops: Drops
  readonly #open = new Map<string, Staged>()

  constructor(folder: string, drops: Drops) {
    this.#folder = folder
    this.#drops = drops
  }

  /** Removes what an earlier run left behind, but for folders that unfinished uploads still need. */
  async empty(needed: readonly string[]): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    const left = names.map((name) => join(this.#folder, name)).filter((path) => !needed.includes(path))
    await Promise.all(left.map((path) => rm(path, { recursive: true, force: true })))
  }

  /** `names` are those at the top of the drop. The id is the drop's: its upload may begin at once. */
  async begin(names: readonly string[]): Promise<string> {
    const id = randomUUID()
    const folder = join(this.#folder, id)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const drop = this.#drops.registerStaged(id, folder, names)
    const staged: Staged = { drop, lastNumber: 0, receiving: 0, silence: null }
    this.#open.set(id, staged)
    this.#listen(id, staged)
    return id
  }

  /** Takes the files of one body (see frames). A head whose last segment is empty names an empty folder. */
  async receive(id: string, body: Readable): Promise<void> {
    const staged = this.#find(id)
    staged.receiving += 1
    this.#listen(id, staged)
    try {
      await this.#receiveAll(staged, new FrameReader(body))
    } finally {
      staged.receiving -= 1
      this.#listen(id, staged)
    }
  }

  /** Waits for the page's next word, unless it is speaking or has said all. */
  #listen(id: string, staged: Staged): void {
    if (staged.silence !== null) clearTimeout(staged.silence)
    staged.silence = null
    if (staged.receiving > 0 || this.#open.get(id) !== staged) return
    staged.silence = setTimeout(() => void this.cancel(id), silentMs)
    staged.silence.unref()
  }

  async #receiveAll(staged: Staged, frames: FrameReader): Promise<void> {
    for (let head = await frames.nextHead(); head !== null; head = await frames.nextHead()) {
      if (head.segments.at(-1) === '')
        staged.drop.push({ kind: 'empty-folder', segments: head.segments.slice(0, -1) })
      else await this.#receiveFile(staged, frames, head)
    }
  }

  /** Everything has arrived. */
  end(id: string): { readonly dropId: string } {
    const staged = this.#find(id)
    const { drop } = staged
    this.#open.delete(id)
    this.#listen(id, staged)
    drop.end()
    return { dropId: id }
  }

  /** No more will come; what has come is kept for an upload that has begun with it. */
  async cancel(id: string): Promise<void> {
    const staged = this.#find(id)
    this.#open.delete(id)
    this.#listen(id, staged)
    await this.#drops.abandon(id)
  }

  async #receiveFile(staged: Staged, frames: FrameReader, head: FrameHead): Promise<void> {
    const { drop } = staged
    const { segments, sizeBytes, modifiedMs } = head
    await drop.roomFor(sizeBytes)
    await this.#requireRoom(sizeBytes)
    const filePath = join(drop.folder, String(++staged.lastNumber))
    const file = createWriteStream(filePath, { mode: 0o600 })
    await frames.copyTo(file, sizeBytes)
    file.end()
    await finished(file)
    drop.push({ kind: 'file', file: { filePath, segments, sizeBytes, modifiedMs } })
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
