/** A big object in ranges, several at once; what has arrived is journaled, and hashed as the file fills up. */
import { FailureError } from '../../../shared/failure.ts'
import { nameOf } from '../../../shared/key.ts'
import type { Facts } from '../../../shared/model/facts.ts'
import type { GrowingFile } from '../../disk/growingFile.ts'
import type { FileHashes } from '../../disk/growingFiles.ts'
import { pause } from '../../platform/pause.ts'
import { getObject, type VersionAddress } from '../../s3/readObject.ts'
import type { PartDone, PartsJournal } from '../tasks.ts'
import { etagIsMd5, partSizesOf } from './comparable.ts'
import { cutShort, damaged } from './arrivalFailures.ts'
import { gathered, gatheredBytes } from './chunksOf.ts'
import { pieceBytes } from '../throttle.ts'
import type { ServerContext } from './runContext.ts'

const mebibyte = 1024 ** 2
const rangesAtOnce = 4
const mostRanges = 10_000
const mostTries = 4
/** Other part sizes that are tried where the likeliest was not it. */
const mostGuesses = 3

type DownloadJournal = Extract<PartsJournal, { kind: 'download' }>

export const rangeBytesOf = (sizeBytes: number): number =>
  Math.max(8 * mebibyte, Math.ceil(sizeBytes / mostRanges / mebibyte) * mebibyte)

/** An object whose part size can't be told is fetched twice up to this size: what comes alike is no damage. */
const mostTwiceBytes = 5 * 1024 ** 3

/**
 * Fills `partPath`; `arrived` is there already. Answers with what could be compared.
 * Failures: unexpected (damaged-on-the-way), and those of getObject.
 */
export async function fetchRanges(
  context: ServerContext,
  from: VersionAddress,
  facts: Facts,
  journal: DownloadJournal,
  arrived: readonly PartDone[],
): Promise<'hash' | 'size'> {
  const [partBytes = null, ...otherSizes] = partSizesOf(facts)
  const hashes = await fetchHashed(context, from, facts, { journal, arrived, partBytes })
  if (etagIsMd5(facts)) {
    if (hashes.md5 !== facts.etag) throw damaged(facts.key)
    return 'hash'
  }
  if (partBytes === null) return 'size'
  if (hashes.etagInParts === facts.etag) return 'hash'
  if (await isAsNamed(context, facts, journal.partPath, otherSizes)) return 'hash'
  if (facts.sizeBytes > mostTwiceBytes) return 'size'
  const again = await fetchHashed(context, from, facts, { journal, arrived: [], partBytes })
  if (again.etagInParts === facts.etag) return 'hash'
  if (again.etagInParts !== hashes.etagInParts) throw damaged(facts.key)
  return 'size'
}

type Pass = {
  readonly journal: DownloadJournal
  readonly arrived: readonly PartDone[]
  readonly partBytes: number | null
}

async function fetchHashed(
  context: ServerContext,
  from: VersionAddress,
  facts: Facts,
  { journal, arrived, partBytes }: Pass,
): Promise<FileHashes> {
  const file = context.disk.file(journal.partPath, partBytes)
  const name = nameOf(facts.key)
  try {
    await fetchMissing(context, { from, facts, journal, file, name }, arrived)
  } catch (error) {
    await file.abandon()
    throw error
  }
  return file.end()
}

type Fetch = {
  readonly from: VersionAddress
  readonly facts: Facts
  readonly journal: DownloadJournal
  readonly file: GrowingFile
  readonly name: string
}

async function fetchMissing(
  context: ServerContext,
  fetch: Fetch,
  arrived: readonly PartDone[],
): Promise<void> {
  const { missing, moving, done } = filling(context, fetch, arrived)
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const worker = async (): Promise<void> => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const partNumber = number
      await fetchRange({ ...context, signal }, fetch, partNumber, (bytes) => moving(partNumber, bytes))
      // First on the disk, then in the journal.
      await fetch.file.sync(fetch.name)
      await context.journal.partDone({ partNumber, etag: '', md5: '' })
      done(partNumber)
    }
  }
  const workers = Array.from({ length: rangesAtOnce }, worker)
  try {
    await Promise.all(workers)
  } finally {
    stop.abort()
    // Nothing is written any more once this has ended.
    await Promise.allSettled(workers)
  }
}

/** How far the file has filled up: told as it moves, and hashed as far as it has no gap. */
function filling(context: ServerContext, { facts, journal, file }: Fetch, arrived: readonly PartDone[]) {
  const there = new Set(arrived.map(({ partNumber }) => partNumber))
  const underWay = new Map<number, number>()
  let whole = 0
  const tell = (): void => {
    while (there.has(whole + 1)) whole += 1
    file.grownTo(Math.min(facts.sizeBytes, whole * journal.partBytes))
    const moving = [...underWay.values()].reduce((sum, bytes) => sum + bytes, 0)
    context.progress(Math.min(facts.sizeBytes, there.size * journal.partBytes + moving), facts.sizeBytes)
  }
  tell()
  const count = Math.ceil(facts.sizeBytes / journal.partBytes)
  return {
    missing: Array.from({ length: count }, (_, at) => at + 1).filter((number) => !there.has(number)),
    moving: (partNumber: number, bytes: number): void => {
      underWay.set(partNumber, bytes)
      tell()
    },
    done: (partNumber: number): void => {
      underWay.delete(partNumber)
      there.add(partNumber)
      tell()
    },
  }
}

async function fetchRange(
  context: ServerContext,
  fetch: Fetch,
  partNumber: number,
  onBytes: (bytes: number) => void,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await readRange(context, fetch, partNumber, onBytes)
    } catch (error) {
      if (tries === mostTries || !mayPass(context, fetch, error) || context.signal.aborted) throw error
      onBytes(0)
      await pause(200 * 2 ** tries, context.signal)
    }
  }
}

async function readRange(
  { server, signal, down }: ServerContext,
  { from, facts, journal, file, name }: Fetch,
  partNumber: number,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const startByte = (partNumber - 1) * journal.partBytes
  const endByte = Math.min(startByte + journal.partBytes, facts.sizeBytes) - 1
  const range = { ...from, range: { startByte, endByte }, ifMatch: facts.etag }
  const { body } = await getObject(server, range, { signal, priority: 'transfer' })
  const stop = (): void => void body.destroy()
  signal.addEventListener('abort', stop, { once: true })
  let bytes = 0
  const leastBytes = down.isOn ? pieceBytes : gatheredBytes
  for await (const { chunks, sizeBytes } of gathered(body, leastBytes)) {
    await down.spend(sizeBytes, signal)
    await file.write({ name, chunks, atByte: startByte + bytes, isFinal: false })
    bytes += sizeBytes
    onBytes(bytes)
  }
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  if (bytes !== endByte - startByte + 1) throw cutShort(from.key)
}

const passing = new Set(['offline', 'throttled', 'unexpected'])

/** A connection that breaks off in the middle of a body is no failure of ours yet. */
function mayPass({ server }: ServerContext, { from }: Fetch, error: unknown): boolean {
  if (error instanceof FailureError) return passing.has(error.failure.code)
  const { bucket, key } = from
  return passing.has(server.failed(error, { operation: 'GetObject', bucket, key }).failure.code)
}

/** A hash that could be told: of the whole, or of parts whose size is a guess among `sizes`. */
export async function isAsNamed(
  { disk }: Pick<ServerContext, 'disk'>,
  facts: Facts,
  path: string,
  sizes: readonly number[],
): Promise<boolean> {
  for (const partBytes of sizes.slice(0, mostGuesses)) {
    const guess = disk.file(path, partBytes)
    guess.grownTo(facts.sizeBytes)
    if ((await guess.end()).etagInParts === facts.etag) return true
  }
  return false
}
