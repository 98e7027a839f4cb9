/** Files that grow: written, and hashed whole or in parts as far as they are there without a gap. */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, fdatasync, openSync, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { sliceBytes } from './readFiles.ts'
import { saving, savingLater } from './unwritable.ts'
import { writeAll } from './writeAll.ts'

export type FileToHash = {
  readonly id: string
  readonly path: string
  /** Where parts begin anew, for the ETag of objects uploaded in parts; null: only the whole file's MD5. */
  readonly partBytes: number | null
}
/** `name` is what failures call it. */
export type FilePiece = FileToHash & {
  readonly name: string
  readonly atByte: number
  /** Handed over: nobody can use them afterwards. */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  /** It won't be written again, and what is before it neither: it is hashed at once, out of memory. */
  readonly isFinal: boolean
}
/** `etagInParts` is what S3 calls an object that was uploaded in such parts. */
export type FileHashes = { readonly md5: string; readonly etagInParts: string | null }

type OpenFile = {
  readonly reading: number
  /** Opened by the first that writes: what is only hashed may be read-only. */
  writing: number | null
  readonly partBytes: number | null
  readonly hashes: Hashes
}

type Hashes = {
  readonly whole: Hash
  readonly parts: Buffer[]
  part: Hash
  atByte: number
}

const syncData = promisify(fdatasync)

export function openGrowingFiles() {
  const files = new Map<string, OpenFile>()
  // One for all of them: so many bytes for each call would be thrown away faster than they are collected.
  const slice = Buffer.allocUnsafe(sliceBytes)
  const fileOf = ({ id, path, partBytes }: FileToHash): OpenFile => {
    const known = files.get(id)
    const open = known ?? { reading: openSync(path, 'r'), writing: null, partBytes, hashes: noHashes() }
    files.set(id, open)
    return open
  }
  return {
    /** Writes a piece of a file that is there. */
    writePiece: ({ name, ...piece }: FilePiece): void => saving(name, () => write(fileOf(piece), piece)),
    /** What was written is on the disk for good. */
    syncPieces: ({ id, name }: { readonly id: string; readonly name: string }): Promise<void> =>
      savingLater(name, synced(files.get(id))),
    /** Hashes on to a byte; calls for one file come in order. */
    hashTo: ({ toByte, ...which }: FileToHash & { readonly toByte: number }): void =>
      hashOn(fileOf(which), toByte, slice),
    hashEnd: ({ id }: { readonly id: string }): FileHashes => {
      const open = files.get(id)
      if (open === undefined) return digest(noHashes())
      files.delete(id)
      closeSync(open.reading)
      if (open.writing !== null) closeSync(open.writing)
      return digest(open.hashes)
    },
  }
}

function write(open: OpenFile, { path, atByte, chunks, isFinal }: Omit<FilePiece, 'name'>): void {
  open.writing ??= openSync(path, 'r+')
  writeAll(open.writing, chunks, atByte)
  if (isFinal && atByte === open.hashes.atByte) for (const chunk of chunks) advance(open, chunk)
  // Given back at once: waiting for it, V8 would look through the whole heap again and again.
  for (const { buffer } of chunks) buffer.transfer(0)
}

const synced = async (open: OpenFile | undefined): Promise<void> => {
  if (open !== undefined && open.writing !== null) await syncData(open.writing)
}

function hashOn(open: OpenFile, toByte: number, slice: Buffer): void {
  while (open.hashes.atByte < toByte) {
    const wanted = Math.min(slice.byteLength, toByte - open.hashes.atByte)
    const read = readSync(open.reading, slice, 0, wanted, open.hashes.atByte)
    if (read === 0) break
    advance(open, slice.subarray(0, read))
  }
}

const noHashes = (): Hashes => ({ whole: createHash('md5'), parts: [], part: createHash('md5'), atByte: 0 })

/** An object is named by its whole or by its parts: only one of them is worth the work. */
function advance({ partBytes, hashes }: OpenFile, bytes: Uint8Array): void {
  if (partBytes === null) {
    hashes.whole.update(bytes)
    hashes.atByte += bytes.byteLength
    return
  }
  for (let done = 0; done < bytes.byteLength;) {
    const ends = partBytes - (hashes.atByte % partBytes)
    const some = bytes.subarray(done, done + ends)
    hashes.part.update(some)
    done += some.byteLength
    hashes.atByte += some.byteLength
    if (hashes.atByte % partBytes !== 0) continue
    hashes.parts.push(hashes.part.digest())
    hashes.part = createHash('md5')
  }
}

function digest({ whole, parts, part, atByte }: Hashes): FileHashes {
  const md5 = whole.digest('hex')
  const last = part.digest()
  const emptyMd5 = createHash('md5').digest()
  const all = last.equals(emptyMd5) ? parts : [...parts, last]
  if (all.length === 0 || atByte === 0) return { md5, etagInParts: null }
  return { md5, etagInParts: `${createHash('md5').update(Buffer.concat(all)).digest('hex')}-${all.length}` }
}
