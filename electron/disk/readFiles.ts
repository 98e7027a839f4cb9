/** Parts of files and small files, read and hashed in one look. */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { FailureError } from '../../shared/failure.ts'
import { unreadable } from './unreadable.ts'

export const sliceBytes = 1024 ** 2

/** `name` is what failures call it. */
type FilePath = { readonly path: string; readonly name: string }
type PartRange = FilePath & { readonly offset: number; readonly length: number }
/** `bytes` is shorter than asked where the file is. */
export type HashedPart = { readonly bytes: Uint8Array; readonly md5: string }

type SmallFile = FilePath & { readonly mostBytes: number }
/** `bytes` is null where the file is bigger than was asked for. */
export type HashedFile = {
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly bytes: Uint8Array | null
  readonly md5: string
}

export const readPart = ({ path, name, offset, length }: PartRange): HashedPart =>
  reading(path, name, (file) => readFrom(file, offset, length))

/** One look at a file: its size and its bytes belong together. */
export const readSmall = ({ path, name, mostBytes }: SmallFile): HashedFile =>
  reading(path, name, (file) => {
    const { size: sizeBytes, mtimeMs: modifiedMs } = fstatSync(file)
    const read = sizeBytes > mostBytes ? { bytes: null, md5: '' } : readFrom(file, 0, sizeBytes)
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

function readFrom(file: number, offset: number, length: number): HashedPart {
  const bytes = new Uint8Array(length)
  const hash = createHash('md5')
  let done = 0
  while (done < length) {
    const read = readSync(file, bytes, done, Math.min(sliceBytes, length - done), offset + done)
    if (read === 0) break
    hash.update(bytes.subarray(done, done + read))
    done += read
  }
  return { bytes: done === length ? bytes : bytes.slice(0, done), md5: hash.digest('hex') }
}
