/** What uploads left behind in a bucket: listed with what it holds, and taken away. */
import { FailureError, failureOf, type Failure } from '../../shared/failure.ts'
import type {
  AbortOutcome,
  Aborts,
  IncompleteUpload,
  UploadMarker,
  UploadRef,
  UploadsPage,
} from '../../shared/model/upload.ts'
import { everyUpload, listUploadsPage } from '../s3/listUploads.ts'
import { listParts } from '../s3/listParts.ts'
import { abortUpload } from '../s3/multipart.ts'
import type { S3Server } from '../s3/server.ts'

/** Uploads whose parts are counted: each costs a request. */
const mostCounted = 100
const requestsAtOnce = 8

/**
 * Up to 1000 uploads, the parts of the first 100 counted. Failures: those of the listing; where only the counting
 * failed, the page says why.
 */
export async function uploadsPage(
  server: S3Server,
  { bucket }: { readonly bucket: string },
  after: UploadMarker | null,
  signal: AbortSignal,
): Promise<UploadsPage> {
  const { uploads, next } = await listUploadsPage(server, { bucket, prefix: '', after }, { signal })
  const counted: IncompleteUpload[] = uploads.map((upload) => ({ ...upload, parts: null }))
  let partsFailure: Failure | null = null
  await severalAtOnce(uploads.slice(0, mostCounted), async (upload, at) => {
    // What one request is refused, the others would be too.
    if (partsFailure !== null) return
    try {
      counted[at] = { ...upload, parts: await countParts(server, bucket, upload, signal) }
    } catch (error) {
      partsFailure ??= failureToTell(error)
    }
  })
  return { uploads: counted, next, partsFailure }
}

/** null: it ended since it was listed. */
async function countParts(
  server: S3Server,
  bucket: string,
  { key, uploadId }: UploadRef,
  signal: AbortSignal,
): Promise<IncompleteUpload['parts']> {
  try {
    const parts = await listParts(server, { bucket, key, uploadId }, { signal })
    return { count: parts.length, sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0) }
  } catch (error) {
    if (hasEnded(error)) return null
    throw error
  }
}

/**
 * Aborts, then lists again: a part that was on its way may land after an abort and keep its upload alive, so what is
 * still listed is aborted once more. Nothing of it is a failure of the whole, save that it was cancelled.
 */
export async function abortUploads(
  server: S3Server,
  { bucket }: { readonly bucket: string },
  uploads: readonly UploadRef[],
  signal: AbortSignal,
): Promise<Aborts> {
  const abort = (upload: UploadRef): Promise<AbortOutcome> => abortOne(server, bucket, upload, signal)
  const outcomes: AbortOutcome[] = []
  await severalAtOnce(uploads, async (upload, at) => {
    outcomes[at] = await abort(upload)
  })
  try {
    const alive = await listedOf(server, bucket, outcomes.filter(hasGone), signal)
    if (alive.size === 0) return { outcomes, checkFailure: null }
    await severalAtOnce(uploads, async (upload, at) => {
      if (!alive.has(nameOf(upload))) return
      const again = await abort(upload)
      if (again.kind === 'failed') outcomes[at] = again
    })
    const aliveStill = await listedOf(server, bucket, outcomes.filter(hasGone), signal)
    const checked = outcomes.map((outcome) =>
      aliveStill.has(nameOf(outcome)) ? comesBack(outcome, server.host) : outcome,
    )
    return { outcomes: checked, checkFailure: null }
  } catch (error) {
    return { outcomes, checkFailure: failureToTell(error) }
  }
}

async function abortOne(
  server: S3Server,
  bucket: string,
  { key, uploadId }: UploadRef,
  signal: AbortSignal,
): Promise<AbortOutcome> {
  try {
    await abortUpload(server, { bucket, key, uploadId }, { signal })
    return { kind: 'aborted', key, uploadId }
  } catch (error) {
    if (hasEnded(error)) return { kind: 'gone', key, uploadId }
    return { kind: 'failed', key, uploadId, failure: failureToTell(error) }
  }
}

/** Which of them the server still lists, by name. */
async function listedOf(
  server: S3Server,
  bucket: string,
  uploads: readonly UploadRef[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const wanted = new Set(uploads.map(nameOf))
  const listed = new Set<string>()
  if (wanted.size === 0) return listed
  const prefix = commonPrefix(uploads.map(({ key }) => key))
  for await (const upload of everyUpload(server, { bucket, prefix }, { signal })) {
    if (wanted.has(nameOf(upload))) listed.add(nameOf(upload))
  }
  return listed
}

/** What all of them begin with, without half of a character at its end. */
function commonPrefix(keys: readonly string[]): string {
  const [first = '', ...others] = keys
  let length = first.length
  for (const key of others) {
    let same = 0
    while (same < length && key[same] === first[same]) same += 1
    length = same
  }
  return first.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

/** Ids hold no spaces. */
const nameOf = ({ key, uploadId }: UploadRef): string => `${uploadId} ${key}`

const hasGone = ({ kind }: AbortOutcome): boolean => kind !== 'failed'

/** RGW says NoSuchUpload to an abort, but NoSuchKey when it is asked for parts. */
const hasEnded = (error: unknown): boolean =>
  error instanceof FailureError && ['upload-gone', 'key-gone'].includes(error.failure.reason)

/** What ends the whole call rises: that it was cancelled, and what is no failure but a fault. */
function failureToTell(error: unknown): Failure {
  if (!(error instanceof FailureError) || error.failure.code === 'cancelled') throw error
  return error.failure
}

const comesBack = ({ key, uploadId }: UploadRef, host: string): AbortOutcome => ({
  kind: 'failed',
  key,
  uploadId,
  failure: failureOf({
    code: 'conflict',
    reason: 'upload-alive',
    message: `${host} confirmed the abort, but lists the upload still.`,
    advice: 'Somebody may be sending parts of it right now. Look again in a few minutes.',
    wayOn: 'retry',
  }),
})

async function severalAtOnce<T>(
  items: readonly T[],
  run: (item: T, at: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  const worker = async (): Promise<void> => {
    for (const [at, item] of waiting) await run(item, at)
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, worker))
}
