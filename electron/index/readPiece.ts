/** Reads a range of keys from the server into the index, page by page: the next is under way while one is written. */
import { compareKeys } from '../../shared/key.ts'
import { fetchVersionsPage } from '../s3/listVersions.ts'
import type { RequestOptions, S3Server } from '../s3/server.ts'
import type { VersionMarker } from '../s3/versionsPage.ts'
import type { BucketIndex } from './bucketIndex.ts'
import type { WrittenPart } from './indexWriterWorker.ts'
import { compareBytes, decodeKey, encodeKey, endOfKeys, justAfter } from './keyBytes.ts'
import { markerBefore } from './midKey.ts'
import type { PageFacts } from './pageReadings.ts'

/** A range that is being read. `from` moves up as it is written; `to` may be moved down by who takes a part over. */
export type Claim = {
  from: Uint8Array
  to: Uint8Array
  /** The last key that was listed: what is taken over lies behind it. */
  listed: string
  /** Nothing was found from here on. */
  emptyFrom: string | null
  pages: number
}

export type ReadingContext = {
  readonly server: S3Server
  readonly bucket: string
  readonly index: BucketIndex
  readonly options: RequestOptions
  /** Waits for a turn; counts the request. */
  readonly turn: () => Promise<void>
  readonly wrote: (part: WrittenPart) => void
  /** Whether to leave the rest of the range to somebody else. */
  readonly leave: () => boolean
  readonly pass: number
}

/** Most keys have fewer; what follows them in the answer costs the server as much. */
const entriesOfOneKey = 50

let lastReading = 0

/** Reads until the claim's end, or until `leave`. Failures: as listVersionsPage and BucketIndex.writePart. */
export async function readPiece(context: ReadingContext, claim: Claim): Promise<void> {
  const reading = ++lastReading
  let writing: Promise<void> = Promise.resolve()
  let askedMs = performance.now()
  const from = decodeKey(claim.from)
  const before = markerBefore(from)
  let after: VersionMarker | null = before === null ? null : { keyMarker: before, versionIdMarker: '' }
  try {
    do {
      const page = await listPage(context, claim, { reading, from, after })
      const { next, lastKey } = page
      if (lastKey !== null && compareKeys(lastKey, claim.listed) > 0) claim.listed = lastKey
      claim.pages += 1
      const over = next === null || (lastKey !== null && compareBytes(encodeKey(lastKey), claim.to) >= 0)
      await writing
      // A key's entries may have begun on the page before: the older request is the one that counts.
      writing = writePart(context, claim, { reading, over, askedMs })
      // Met at the next await; until then it is nobody's.
      writing.catch(() => undefined)
      if (page.complete > 0) ({ askedMs } = page)
      after = over || context.leave() ? null : next
    } while (after !== null)
  } finally {
    await writing.finally(() => context.index.endReading(reading))
  }
}

type Place = { readonly reading: number; readonly from: string; readonly after: VersionMarker | null }

type Listed = PageFacts & { readonly complete: number; readonly askedMs: number }

async function listPage(context: ReadingContext, { from, to }: Claim, place: Place): Promise<Listed> {
  const { server, bucket, index, turn, options } = context
  await turn()
  const oneKey = compareBytes(justAfter(from), to) === 0
  const scope = oneKey ? { prefix: decodeKey(from), pageSize: entriesOfOneKey } : { prefix: '' }
  const askedMs = performance.now()
  const query = { bucket, ...scope, folded: false, after: place.after }
  const xml = await fetchVersionsPage(server, query, options)
  const { capabilities } = server
  const page = await index.addPage({ ...place, xml, entryOrder: capabilities.known.entryOrder })
  if (page.entryOrder !== null) capabilities.learn({ entryOrder: page.entryOrder })
  return { ...page, askedMs }
}

type Part = { readonly reading: number; readonly over: boolean; readonly askedMs: number }

async function writePart(
  { index, pass, wrote }: ReadingContext,
  claim: Claim,
  { askedMs, ...part }: Part,
): Promise<void> {
  const to = compareBytes(claim.to, endOfKeys) > 0 ? endOfKeys : claim.to
  const written = { pass, readMs: performance.timeOrigin + askedMs }
  const done = await index.writePart({ ...part, from: claim.from, to, written }, askedMs)
  if (done === null) return
  claim.from = done.to
  wrote(done)
}
