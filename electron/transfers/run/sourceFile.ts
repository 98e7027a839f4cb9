/** A file of this computer as it is sent: its facts, its bytes, and what to say when it isn't what it was. */
import { stat } from 'node:fs/promises'
import { FailureError, failed } from '../../../shared/failure.ts'
import type { Disk } from '../../disk/disk.ts'
import { unreadable } from '../../disk/unreadable.ts'
import type { ByteSpan, Source, SourceFacts, SourcePart } from './source.ts'

export const fileSource = (disk: Disk, path: string, name: string, likelyBytes: number): Source => ({
  name,
  facts: () => fileFacts(path, name),
  whole: (mostBytes) => wholeFile(disk, { path, name, mostBytes, likelyBytes }),
  part: (span) => filePart(disk, path, name, span),
  spent: (bytes) => disk.spent(bytes),
  confirm: null,
})

/** Read before anybody can change it. */
const atOnceBytes = 256 * 1024
/** Of a file that changes while it is read. */
const mostTries = 3

/** Failures: not-found (file-vanished), access-denied (file-unreadable), unexpected (file-error). */
export async function fileFacts(path: string, name: string): Promise<SourceFacts> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { sizeBytes: size, modifiedMs: mtimeMs }
  } catch (error) {
    throw new FailureError(unreadable(name, error), { cause: error })
  }
}

type WholeFile = SourcePart & SourceFacts
type SmallFile = Parameters<Disk['readSmall']>[0]

/** One look at the file: its size and its bytes belong together. */
async function wholeFile(disk: Disk, file: SmallFile): Promise<WholeFile | null> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const read = await readOnce(disk, file)
    if (read !== 'changed') return read
  }
  throw fileChanged(file.name)
}

async function readOnce(disk: Disk, file: SmallFile): Promise<WholeFile | null | 'changed'> {
  const { sizeBytes, modifiedMs, bytes, md5 } = await disk.readSmall(file)
  if (bytes === null) return null
  if (bytes.byteLength < sizeBytes) return 'changed'
  const whole = { bytes, md5, sizeBytes, modifiedMs }
  if (sizeBytes <= atOnceBytes) return whole
  // Reading took a while.
  const now = await fileFacts(file.path, file.name)
  return now.sizeBytes === sizeBytes && now.modifiedMs === modifiedMs ? whole : 'changed'
}

async function filePart(
  disk: Disk,
  path: string,
  name: string,
  { offset, length }: ByteSpan,
): Promise<SourcePart> {
  const part = await disk.readPart(path, name, offset, length)
  if (part.bytes.byteLength < length) throw fileChanged(name)
  return part
}

export const fileChanged = (name: string): FailureError =>
  failed({
    code: 'conflict',
    reason: 'file-changed',
    message: `“${name}” keeps changing on this computer while it is being sent.`,
    advice: 'Nothing was stored under its name. Try again when it is finished.',
    wayOn: 'retry',
  })
