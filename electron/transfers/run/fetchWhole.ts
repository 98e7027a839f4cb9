/** A small object in one request: streamed into its file, hashed on the way where its ETag can be compared. */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Hashing } from '../../hashing/hashing.ts'
import type { OpenObject } from '../../s3/readObject.ts'
import type { PartFile } from '../savePath.ts'
import { pieceBytes } from '../throttle.ts'
import { gathered } from './chunksOf.ts'
import { etagIsMd5 } from './comparable.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import type { ServerContext } from './runContext.ts'

/** Written in one go: many small writes cost more than the bytes. */
export const gatheredBytes = 1024 ** 2
const hereBytes = 256 * 1024

export async function fetchWhole(
  { hashing, signal, down, progress }: ServerContext,
  { facts, body }: OpenObject,
  { path, file }: PartFile,
): Promise<'hash' | 'size'> {
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  const hash = etagIsMd5(facts) ? hasherFor(hashing, path, facts.sizeBytes) : noHash
  let doneBytes = 0
  try {
    for await (const { chunks, sizeBytes } of gathered(body, down.isOn ? pieceBytes : gatheredBytes)) {
      if (down.isOn) await down.spend(sizeBytes, signal)
      await writeAll(file, chunks, doneBytes)
      doneBytes += sizeBytes
      hash.written(chunks, doneBytes)
      if (facts.sizeBytes > pieceBytes) progress(doneBytes, facts.sizeBytes)
    }
    signal.throwIfAborted()
    if (doneBytes !== facts.sizeBytes) throw cutShort(facts.key)
  } catch (error) {
    await hash.abandon()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
  const md5 = await hash.md5()
  if (md5 === null) return 'size'
  if (facts.etag !== md5) throw damaged(facts.key)
  return 'hash'
}

type Hasher = {
  /** What was just written, up to a byte. */
  readonly written: (chunks: readonly Buffer[], toByte: number) => void
  /** null: there is nothing to compare it with. */
  readonly md5: () => Promise<string | null>
  readonly abandon: () => Promise<void>
}

const nothingToDo = async (): Promise<void> => undefined
const noHash: Hasher = { written: () => undefined, md5: async () => null, abandon: nothingToDo }

/** Small files are hashed right here: a hop to a worker costs more than the work. */
function hasherFor(hashing: Hashing, path: string, sizeBytes: number): Hasher {
  if (sizeBytes <= hereBytes) {
    const hash = createHash('md5')
    return {
      written: (chunks) => {
        for (const chunk of chunks) hash.update(chunk)
      },
      md5: async () => hash.digest('hex'),
      abandon: nothingToDo,
    }
  }
  const growing = hashing.file(path, null)
  return {
    written: (_, toByte) => growing.grownTo(toByte),
    md5: async () => (await growing.end())?.md5 ?? null,
    abandon: () => growing.abandon(),
  }
}

/** All chunks one after another, from a byte on. */
export async function writeAll(file: FileHandle, chunks: readonly Buffer[], atByte: number): Promise<void> {
  const wanted = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const { bytesWritten } = await file.writev([...chunks], atByte)
  // A disk that is nearly full takes less than it is given, and says why at the next write.
  if (bytesWritten < wanted)
    await writeRest(file, Buffer.concat([...chunks]).subarray(bytesWritten), atByte + bytesWritten)
}

async function writeRest(file: FileHandle, bytes: Buffer, atByte: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, atByte + done)
    done += bytesWritten
  }
}
