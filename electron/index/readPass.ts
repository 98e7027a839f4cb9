/** One pass over a bucket: readers that take their parts from one list until nothing is left. */
import { FailureError, cancelledFailure, failureBehind, type Failure } from '../../shared/failure.ts'
import { pause } from '../platform/pause.ts'
import { fetchVersionsPage, listVersionsPage, type VersionsQuery } from '../s3/listVersions.ts'
import type { RequestOptions, S3Server } from '../s3/server.ts'
import type { VersionMarker } from '../s3/versionsPage.ts'
import type { BucketIndex } from './bucketIndex.ts'
import { Claims, folderRange } from './claims.ts'
import type { KeyRange } from './coverage.ts'
import { firstCuts } from './firstCuts.ts'
import type { WrittenPart } from './indexWriterWorker.ts'
import { encodeKey } from './keyBytes.ts'
import type { PageFacts } from './pageReadings.ts'
import { readPiece, type Claim } from './readPiece.ts'

export type PassContext = {
  readonly index: BucketIndex
  readonly server: S3Server
  readonly bucket: string
  readonly pass: number
  readonly readers: number
  readonly signal: AbortSignal
  /** Ranges that somebody waits for. */
  readonly first: () => readonly KeyRange[]
  readonly turn: () => Promise<void>
  readonly wrote: (part: WrittenPart) => void
  /** The server could not answer just now; it is asked again shortly. */
  readonly waiting: (failure: Failure) => void
}

/** Failures: as listVersionsPage and BucketIndex; what may pass (throttled, offline) is tried again first. */
export async function readPass(context: PassContext): Promise<void> {
  const abort = new AbortController()
  const signal = AbortSignal.any([context.signal, abort.signal])
  const claims = new Claims(context.index, context.pass)
  await cutFirst({ ...context, signal })
  const readers = Array.from({ length: context.readers }, async () => {
    try {
      await readParts({ ...context, signal }, claims)
    } catch (error) {
      // The others stop too, and the first failure is the one that is told.
      abort.abort()
      throw error
    }
  })
  const ends = await Promise.allSettled(readers)
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [failureBehind(end.reason)] : []))
  const told = failures.find(({ code }) => code !== 'cancelled') ?? failures[0]
  if (told) throw new FailureError(told)
}

const optionsOf = ({ signal }: PassContext): RequestOptions => ({ signal, priority: 'background' })

/** Where nothing was cut yet, the whole is cut into parts: by what the index knows, or by asking the server. */
async function cutFirst(context: PassContext): Promise<void> {
  const { index, pass, readers } = context
  const pieces = await index.pieces(folderRange(''))
  const [only] = pieces
  if (pieces.length !== 1 || only === undefined || only.pass >= pass) return
  const known = await index.evenCuts(readers * 2)
  if (known.length > 0) return index.cut(known)
  if (await again(context, () => isSmall(context))) return
  const cuts = await again(context, () =>
    firstCuts(readers, (prefix) => firstPage(context, prefix), firstKeyBehind(context)),
  )
  await index.cut(cuts.map(encodeKey))
}

const smallPages = 3

/** Whether so few pages are all there is: looking for cuts would take more requests than it saves. */
async function isSmall(context: PassContext): Promise<boolean> {
  let after: VersionMarker | null = null
  for (let pages = 0; pages < smallPages; pages++) {
    const page: PageFacts = await lookAt(context, { prefix: '', folded: false, after })
    if (page.next === null) return true
    after = page.next
  }
  return false
}

const firstPage = (context: PassContext, prefix: string): Promise<PageFacts> =>
  lookAt(context, { prefix, folded: true, after: null })

async function lookAt(context: PassContext, query: Omit<VersionsQuery, 'bucket'>): Promise<PageFacts> {
  const { server, bucket, index } = context
  await context.turn()
  const xml = await fetchVersionsPage(server, { bucket, ...query }, optionsOf(context))
  return index.lookAtPage({ xml, after: query.after })
}

const firstKeyBehind =
  (context: PassContext) =>
  async (text: string): Promise<string | null> => {
    await context.turn()
    const after = { keyMarker: text, versionIdMarker: '' }
    const query = { bucket: context.bucket, prefix: '', folded: false, after, pageSize: 1 }
    const page = await listVersionsPage(context.server, query, optionsOf(context))
    return page.entries[0]?.key ?? null
  }

const idleMs = 20

async function readParts(context: PassContext, claims: Claims): Promise<void> {
  const { signal } = context
  for (;;) {
    if (signal.aborted) throw new FailureError(cancelledFailure)
    const claim = await again(context, () => claims.next(context.first(), firstKeyBehind(context)))
    if (claim !== null) {
      try {
        await again(context, () => readOne(context, claim))
      } finally {
        claims.release(claim)
      }
    } else if (claims.count === 0) return
    else await pause(idleMs, signal)
  }
}

/** Whoever reads something else makes room when a folder is waited for. */
async function readOne(context: PassContext, claim: Claim): Promise<void> {
  const given = context.first()
  const leave = (): boolean => context.first().some((range) => !given.includes(range))
  await readPiece({ ...context, options: optionsOf(context), leave }, claim)
}

const mostTries = 7
const passing: ReadonlySet<Failure['code']> = new Set(['throttled', 'offline'])

/** Tries again what may pass: after a second, two, four, up to half a minute. */
async function again<Result>(context: PassContext, run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      const failure = failureBehind(error)
      if (!passing.has(failure.code) || tries === mostTries) throw error
      context.waiting(failure)
      await pause(Math.min(30_000, 500 * 2 ** tries), context.signal)
    }
  }
}
