/** Parts of files and small files, read and hashed in one look. */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { FailureError } from '../../shared/failure.ts'
import { unreadable } from './unreadable.ts'

export const sliceBytes = 1024 ** 2

/** `name` is what failures call it. */
type FilePath = { readonly path: string; readonly name: string }
/** `into`: memory that is free to be used. */
type Room = { readonly into: ArrayBuffer | null }
type PartRange = FilePath & Room & { readonly offset: number; readonly length: number }
/** `room` begins with so many bytes: fewer than asked where the file is shorter. */
export type PartRead = { readonly room: ArrayBuffer; readonly readBytes: number; readonly md5: string }

type SmallFile = FilePath & Room & { readonly mostBytes: number }
/** Nothing was read where the file is bigger than was asked for. */
export type FileRead = PartRead & { readonly sizeBytes: number; readonly modifiedMs: number }

export const readPart = ({ path, name, offset, length, into }: PartRange): PartRead =>
  reading(path, name, (file) => readFrom(file, offset, length, into))

/** One look at a file: its size and its bytes belong together. */
export const readSmall = ({ path, name, mostBytes, into }: SmallFile): FileRead =>
  reading(path, name, (file) => {
    const { size: sizeBytes, mtimeMs: modifiedMs } = fstatSync(file)
    const read = readFrom(file, 0, sizeBytes > mostBytes ? 0 : sizeBytes, into)
    return { ...read, sizeBytes, modifiedMs }
  })

function reading<Read>(path: string, name: string, read: (file: number) => Read): Read {
  try {
    const file = openSync(path, 'r')
    try {
      return read(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new FailureError(unreadable(name, error), { cause: error })
  }
}

/** Bigger rooms than are needed fit what is read into them later. */
const roundBytes = 1024 ** 2
const roomFor = (length: number): ArrayBuffer =>
  new ArrayBuffer(length < roundBytes ? length : Math.ceil(length / roundBytes) * roundBytes)

function readFrom(file: number, offset: number, length: number, into: ArrayBuffer | null): PartRead {
  const room = into !== null && into.byteLength >= length ? into : roomFor(length)
  const bytes = new Uint8Array(room, 0, length)
  const hash = createHash('md5')
  let done = 0
  while (done < length) {
    const read = readSync(file, bytes, done, Math.min(sliceBytes, length - done), offset + done)
    if (read === 0) break
    hash.update(bytes.subarray(done, done + read))
    done += read
  }
  return { room, readBytes: done, md5: hash.digest('hex') }
}
