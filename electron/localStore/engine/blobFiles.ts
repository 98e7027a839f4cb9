/**
 * Blobs in files: immutable, named by a number of the store's own, never by a key. A file is on the disk,
 * its name in its folder too, before a row refers to it; it is removed only after no committed row does.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, unlinkSync } from 'node:fs'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

const namePattern = /^([0-9a-f]{14})\.blob$/
const readSize = 256 * 1024

/** A blob being written. End it by `finish` or `discard`. */
export interface BlobWriter {
  /** The blob's number. */
  readonly id: number
  write(chunks: readonly Buffer[]): Promise<void>
  /** Resolves when the bytes and the name are on the disk. */
  finish(): Promise<void>
  discard(): Promise<void>
}

export interface BlobFiles {
  create(id: number): Promise<BlobWriter>
  /** Bytes of a blob. The caller holds a pin for as long as it reads. */
  read(id: number, start: number, length: number): AsyncGenerator<Buffer>
  /** Keeps these blobs' files until the returned function is called, even if they are removed meanwhile. */
  pin(ids: readonly number[]): () => void
  /** Removes a blob's file, as soon as nobody reads it. */
  remove(id: number): void
  /** Resolves when every removal under way is done. */
  settled(): Promise<void>
}

/** Opens the folder of blob files and removes those without a row: what a crash left. */
export function openBlobFiles(folder: string, hasRow: (id: number) => boolean): BlobFiles {
  mkdirSync(folder, { recursive: true })
  sweep(folder, hasRow)
  const pathOf = (id: number): string => join(folder, blobName(id))
  const syncFolder = sharedSync(folder)
  const { pin, remove, settled } = removals(pathOf)
  return {
    create: async (id) => blobWriter(id, pathOf(id), await open(pathOf(id), 'wx'), syncFolder),
    read: (id, start, length) => readFile(pathOf(id), start, length),
    pin,
    remove,
    settled,
  }
}

function blobName(id: number): string {
  return `${id.toString(16).padStart(14, '0')}.blob`
}

function sweep(folder: string, hasRow: (id: number) => boolean): void {
  for (const name of readdirSync(folder)) {
    const id = namePattern.exec(name)?.[1]
    if (id !== undefined && !hasRow(Number.parseInt(id, 16))) unlinkSync(join(folder, name))
  }
}

function blobWriter(id: number, path: string, file: FileHandle, syncFolder: () => Promise<void>): BlobWriter {
  return {
    id,
    async write(chunks) {
      await writeAll(file, chunks)
    },
    async finish() {
      await file.datasync()
      await file.close()
      await syncFolder()
    },
    async discard() {
      await file.close()
      await unlink(path)
    },
  }
}

async function writeAll(file: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await file.writev(chunks)
  let rest = bytesWritten
  for (const chunk of chunks) {
    if (rest < chunk.length) await file.writeFile(chunk.subarray(rest))
    rest = Math.max(0, rest - chunk.length)
  }
}

async function* readFile(path: string, start: number, length: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  try {
    for (let at = start; at < start + length;) {
      const wanted = Math.min(readSize, start + length - at)
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at)
      if (bytesRead === 0) throw new Error(`${path} is shorter than its row says`)
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

/** Syncs the folder's names; callers that come while a sync is under way share the next one. */
function sharedSync(folder: string): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | null = null
  const start = async (): Promise<void> => {
    await running
    next = null
    const sync = syncNames(folder)
    running = sync.catch(() => {})
    await sync
  }
  return async () => {
    next ??= start()
    await next
  }
}

/** Windows has no such call for a folder, and needs none. */
async function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The same, at once: for the folders made when a store is first opened. */
export function syncNamesNow(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function removals(pathOf: (id: number) => string): Pick<BlobFiles, 'pin' | 'remove' | 'settled'> {
  const pins = new Map<number, number>()
  const condemned = new Set<number>()
  const underWay = new Set<Promise<void>>()
  const unlinkNow = (id: number): void => {
    // A file that can't be removed now (another program looks at it) is swept at the next start.
    const removal = unlink(pathOf(id)).catch(() => {})
    underWay.add(removal)
    void removal.then(() => underWay.delete(removal))
  }
  const unpin = (id: number): void => {
    const left = (pins.get(id) ?? 1) - 1
    if (left > 0) pins.set(id, left)
    else pins.delete(id)
    if (left === 0 && condemned.delete(id)) unlinkNow(id)
  }
  return {
    pin(ids) {
      for (const id of ids) pins.set(id, (pins.get(id) ?? 0) + 1)
      let held = true
      return () => {
        if (held) for (const id of ids) unpin(id)
        held = false
      }
    },
    remove: (id) => void (pins.has(id) ? condemned.add(id) : unlinkNow(id)),
    settled: async () => void (await Promise.all(underWay)),
  }
}
