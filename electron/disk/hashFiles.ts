/** MD5 of files while they grow, whole and in parts. */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { sliceBytes } from './readFiles.ts'

export type FileRange = {
  readonly id: string
  readonly path: string
  /** Where parts begin anew, for the ETag of objects uploaded in parts; null: only the whole file's MD5. */
  readonly partBytes: number | null
  readonly toByte: number
}
/** `etagInParts` is what S3 calls an object that was uploaded in such parts. */
export type FileHashes = { readonly md5: string; readonly etagInParts: string | null }

type OpenFile = {
  readonly file: number
  readonly whole: Hash
  readonly parts: Buffer[]
  part: Hash
  atByte: number
}

export function openHashes() {
  const files = new Map<string, OpenFile>()
  // One for all of them: so many bytes for each call would be thrown away faster than they are collected.
  const bytes = Buffer.allocUnsafe(sliceBytes)
  return {
    /** Hashes on to a byte; calls for one file come in order. */
    hashTo: ({ id, path, partBytes, toByte }: FileRange): void => {
      const known = files.get(id)
      const open = known ?? begin(path)
      files.set(id, open)
      while (open.atByte < toByte) {
        const ends = partBytes === null ? toByte : (Math.floor(open.atByte / partBytes) + 1) * partBytes
        const wanted = Math.min(sliceBytes, toByte - open.atByte, ends - open.atByte)
        const read = readSync(open.file, bytes, 0, wanted, open.atByte)
        if (read === 0) break
        advance(open, bytes.subarray(0, read), partBytes)
      }
    },
    hashEnd: ({ id }: { readonly id: string }): FileHashes => {
      const open = files.get(id)
      if (open === undefined) return nothingHashed
      files.delete(id)
      closeSync(open.file)
      return digest(open)
    },
  }
}

const nothingHashed: FileHashes = { md5: createHash('md5').digest('hex'), etagInParts: null }

const begin = (path: string): OpenFile => ({
  file: openSync(path, 'r'),
  whole: createHash('md5'),
  parts: [],
  part: createHash('md5'),
  atByte: 0,
})

function advance(open: OpenFile, bytes: Buffer, partBytes: number | null): void {
  open.atByte += bytes.byteLength
  // An object is named by its whole or by its parts: only one of them is worth the work.
  if (partBytes === null) {
    open.whole.update(bytes)
    return
  }
  open.part.update(bytes)
  if (open.atByte % partBytes !== 0) return
  open.parts.push(open.part.digest())
  open.part = createHash('md5')
}

function digest({ whole, parts, part, atByte }: OpenFile): FileHashes {
  const md5 = whole.digest('hex')
  const last = part.digest()
  const emptyMd5 = createHash('md5').digest()
  const all = last.equals(emptyMd5) ? parts : [...parts, last]
  if (all.length === 0 || atByte === 0) return { md5, etagInParts: null }
  return { md5, etagInParts: `${createHash('md5').update(Buffer.concat(all)).digest('hex')}-${all.length}` }
}
