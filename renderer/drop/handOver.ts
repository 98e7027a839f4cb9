/** Brings what was found to the main process: many small files in one request, a few requests at a time. */
import { isCancelled } from '../failure.ts'
import type { Handed, Staging } from '../link/staging.ts'
import type { Found } from './findFiles.ts'

/** How far it has come; it grows while files are found and sent. */
export type Tally = {
  counting: boolean
  fileCount: number
  doneCount: number
  sizeBytes: number
  doneBytes: number
  /** Ways of files and folders that could not be read. */
  readonly unreadable: string[]
}

export const newTally = (): Tally => ({
  counting: true,
  fileCount: 0,
  doneCount: 0,
  sizeBytes: 0,
  doneBytes: 0,
  unreadable: [],
})

const requestsAtOnce = 3
/** A request is closed once it holds as much; a big file makes one of its own, read while it is sent. */
const fullBytes = 8 * 1024 ** 2
const mostInOne = 256

/** Sends everything that is found. What can't be read is left out and named in the tally. */
export async function handOver(
  found: AsyncIterable<Found>,
  staging: Staging,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  // The first request that fails stops the others.
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const running = new Set<Promise<void>>()
  let failure: unknown = null
  const send = async (batch: readonly Handed[]): Promise<void> => {
    try {
      await sendBatch(batch, staging, tally, either)
    } catch (error) {
      if (failure === null || isCancelled(failure)) failure = error
      stop.abort()
    }
  }
  for await (const batch of batchesOf(found, tally)) {
    if (either.aborted) break
    const sending = send(batch).finally(() => running.delete(sending))
    running.add(sending)
    if (running.size >= requestsAtOnce) await Promise.race(running)
  }
  await Promise.all(running)
  if (failure !== null) throw failure
  signal.throwIfAborted()
}

async function* batchesOf(
  found: AsyncIterable<Found>,
  tally: Tally,
): AsyncGenerator<readonly Handed[], void, void> {
  let batch: Handed[] = []
  let batchBytes = 0
  for await (const next of found) {
    if (next.kind === 'unreadable') {
      tally.unreadable.push(next.segments.join('/'))
      continue
    }
    const file = next.kind === 'file' ? next.file : null
    // A file that has vanished looks like an empty one until it is read.
    if (file?.size === 0 && !(await isReadable(file))) {
      tally.unreadable.push(next.segments.join('/'))
      continue
    }
    batch.push({ segments: next.segments, file })
    tally.fileCount += 1
    tally.sizeBytes += file?.size ?? 0
    batchBytes += file?.size ?? 0
    if (batchBytes < fullBytes && batch.length < mostInOne) continue
    yield batch
    batch = []
    batchBytes = 0
  }
  tally.counting = false
  if (batch.length > 0) yield batch
}

const sizeOf = (batch: readonly Handed[]): number =>
  batch.reduce((sum, { file }) => sum + (file?.size ?? 0), 0)

async function sendBatch(
  batch: readonly Handed[],
  staging: Staging,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const sizeBytes = sizeOf(batch)
  let sentBytes = 0
  const sent = (bytes: number): void => {
    tally.doneBytes += bytes - sentBytes
    sentBytes = bytes
  }
  try {
    await staging.send(batch, (fraction) => sent(fraction * sizeBytes), signal)
    sent(sizeBytes)
    tally.doneCount += batch.length
  } catch (error) {
    sent(0)
    if (signal.aborted) throw error
    const readable = await readableOf(batch)
    // A file that can't be read breaks the whole request off, without saying which it was.
    if (readable.length === batch.length) throw error
    leaveOut(batch, readable, tally)
    if (readable.length > 0) await sendBatch(readable, staging, tally, signal)
  }
}

async function readableOf(batch: readonly Handed[]): Promise<readonly Handed[]> {
  const checked = await Promise.all(
    batch.map(async (each) => ({ each, ok: each.file === null || (await isReadable(each.file)) })),
  )
  return checked.filter(({ ok }) => ok).map(({ each }) => each)
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await (file.size === 0 ? file : file.slice(0, 1)).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function leaveOut(batch: readonly Handed[], readable: readonly Handed[], tally: Tally): void {
  const kept = new Set(readable)
  const out = batch.filter((each) => !kept.has(each))
  tally.unreadable.push(...out.map(({ segments }) => segments.join('/')))
  tally.fileCount -= out.length
  tally.sizeBytes -= sizeOf(out)
}
