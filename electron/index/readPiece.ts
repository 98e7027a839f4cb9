/** Reads a range of keys from the server into the index, page by page: the next is under way while one is written. */
import { compareKeys } from '../../shared/key.ts'
import { fetchVersionsPage } from '../s3/listVersions.ts'
import type { RequestOptions, S3Server } from '../s3/server.ts'
import { endOfVersionsPage, type PageEnd, type VersionMarker } from '../s3/versionsPage.ts'
import type { BucketIndex } from './bucketIndex.ts'
import type { WrittenPart } from './indexWriterWorker.ts'
import { compareBytes, decodeKey, encodeKey, endOfKeys, justAfter } from './keyBytes.ts'
import { markerBefore } from './midKey.ts'

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
  /** How old what is read counts; as old as the request where it isn't given. */
  readonly readMs?: number
}

/** Most keys have fewer; what follows them in the answer costs the server as much. */
const entriesOfOneKey = 50

let lastNumber = 0

/** Reads until the claim's end, or until `leave`. Failures: as listVersionsPage and BucketIndex.writePage. */
export async function readPiece(context: ReadingContext, claim: Claim): Promise<void> {
  const { index, leave } = context
  const number = ++lastNumber
  let writing: Promise<unknown> = Promise.resolve()
  // A key's entries may have begun on a page before: the older request is the one that counts.
  const begun = { askedMs: performance.now() }
  const before = markerBefore(decodeKey(claim.from))
  let after: VersionMarker | null = before === null ? null : { keyMarker: before, versionIdMarker: '' }
  try {
    do {
      const page = await listPage(context, claim, after)
      const { next, lastKey } = page
      if (lastKey !== null && compareKeys(lastKey, claim.listed) > 0) claim.listed = lastKey
      claim.pages += 1
      const over = next === null || (lastKey !== null && compareBytes(encodeKey(lastKey), claim.to) >= 0)
      await writing
      writing = writePage(context, claim, { number, over, ...page }, begun)
      // Met at the next await; until then it is nobody's.
      writing.catch(() => undefined)
      after = over || leave() ? null : next
    } while (after !== null)
    await writing
  } finally {
    await writing.catch(() => undefined)
    await index.endReading(number)
  }
}

type Page = PageEnd & {
  readonly xml: Uint8Array<ArrayBuffer>
  readonly after: VersionMarker | null
  readonly askedMs: number
}

async function listPage(
  { server, bucket, turn, options }: ReadingContext,
  { from, to }: Claim,
  after: VersionMarker | null,
): Promise<Page> {
  await turn()
  const oneKey = compareBytes(justAfter(from), to) === 0
  const scope = oneKey ? { prefix: decodeKey(from), pageSize: entriesOfOneKey } : { prefix: '' }
  const askedMs = performance.now()
  const xml = await fetchVersionsPage(server, { bucket, ...scope, folded: false, after }, options)
  return { xml, after, askedMs, ...endOfVersionsPage(xml, after) }
}

async function writePage(
  { index, server, pass, readMs, wrote }: ReadingContext,
  claim: Claim,
  { number, over, xml, after, askedMs }: Page & { readonly number: number; readonly over: boolean },
  begun: { askedMs: number },
): Promise<void> {
  const { capabilities } = server
  const to = compareBytes(claim.to, endOfKeys) > 0 ? endOfKeys : claim.to
  const range = { from: claim.from, to, over, entryOrder: capabilities.known.entryOrder }
  const written = { pass, readMs: readMs ?? performance.timeOrigin + begun.askedMs }
  const part = await index.writePage({ number, xml, after, ...range, written }, begun.askedMs)
  if (part.entryOrder !== null) capabilities.learn({ entryOrder: part.entryOrder })
  if (part.keyCount > 0) begun.askedMs = askedMs
  if (part.to === null) return
  claim.from = part.to
  wrote(part)
}
