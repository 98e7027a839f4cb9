/** Reads a range of keys from the server into the index, page by page: the next is under way while one is written. */
import { HistoryCutter, type KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import { entryOrderAt } from '../s3/entryOrder.ts'
import { listVersionsPage, type VersionMarker, type VersionsPage } from '../s3/listVersions.ts'
import type { RequestOptions, S3Server } from '../s3/server.ts'
import type { BucketIndex } from './bucketIndex.ts'
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
  readonly wrote: (histories: readonly KeyHistory[]) => void
  /** Whether to leave the rest of the range to somebody else. */
  readonly leave: () => boolean
  readonly pass: number
  /** How old what is read counts; as old as the request where it isn't given. */
  readonly readMs?: number
}

/** Most keys have fewer; what follows them in the answer costs the server as much. */
const entriesOfOneKey = 50

type Listed = { readonly page: VersionsPage; readonly askedMs: number }

/** Reads until the claim's end, or until `leave`. Failures: as listVersionsPage and BucketIndex.writeRange. */
export async function readPiece(context: ReadingContext, claim: Claim): Promise<void> {
  let cutter: HistoryCutter | null = null
  let writing: Promise<void> = Promise.resolve()
  let askedMs = performance.now()
  const first = decodeKey(claim.from)
  const before = markerBefore(first)
  let after: VersionMarker | null = before === null ? null : { keyMarker: before, versionIdMarker: '' }
  try {
    do {
      const listed: Listed = await listPage(context, claim, after)
      cutter ??= new HistoryCutter(entryOrderAt(context.server, listed.page.entries))
      const { page } = listed
      const complete = [...cutter.add(page.entries.filter(({ key }) => compareKeys(key, first) >= 0))]
      const last = page.entries.at(-1)
      if (last && compareKeys(last.key, claim.listed) > 0) claim.listed = last.key
      claim.pages += 1
      const over =
        page.next === null || (last !== undefined && compareBytes(encodeKey(last.key), claim.to) >= 0)
      if (over) complete.push(...cutter.end())
      await writing
      // A key's entries may have begun on the page before: the older request is the one that counts.
      writing = writePart(context, claim, { histories: complete, over, askedMs })
      // Met at the next await; until then it is nobody's.
      writing.catch(() => undefined)
      if (complete.length > 0) ({ askedMs } = listed)
      after = over || context.leave() ? null : page.next
    } while (after !== null)
  } finally {
    await writing
  }
}

async function listPage(
  { server, bucket, turn, options }: ReadingContext,
  { from, to }: Claim,
  after: VersionMarker | null,
): Promise<Listed> {
  await turn()
  const oneKey = compareBytes(justAfter(from), to) === 0
  const scope = oneKey ? { prefix: decodeKey(from), pageSize: entriesOfOneKey } : { prefix: '' }
  const askedMs = performance.now()
  return {
    page: await listVersionsPage(server, { bucket, ...scope, folded: false, after }, options),
    askedMs,
  }
}

type Part = { readonly histories: readonly KeyHistory[]; readonly over: boolean; readonly askedMs: number }

async function writePart(context: ReadingContext, claim: Claim, part: Part): Promise<void> {
  const within = part.histories.filter(({ key }) => compareBytes(encodeKey(key), claim.to) < 0)
  const last = within.at(-1)
  if (last === undefined && !part.over) return
  const to = part.over || last === undefined ? claim.to : justAfter(encodeKey(last.key))
  const { from } = claim
  await context.index.writeRange(
    {
      from,
      to: compareBytes(to, endOfKeys) > 0 ? endOfKeys : to,
      reading: { pass: context.pass, readMs: context.readMs ?? performance.timeOrigin + part.askedMs },
      histories: within,
    },
    part.askedMs,
  )
  claim.from = to
  context.wrote(within)
}
