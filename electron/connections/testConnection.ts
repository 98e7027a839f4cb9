/** Tries a connection and says exactly what works and what doesn't, without changing anything. */
import { failureBehind, type Failure } from '../../shared/failure.ts'
import type { Bucket } from '../../shared/model/bucket.ts'
import type { ConnectionTest, TestStep } from '../../shared/model/connectionTest.ts'
import { listBuckets } from '../s3/listBuckets.ts'
import { listObjectsPage } from '../s3/listObjects.ts'
import { listVersionsPage } from '../s3/listVersions.ts'
import type { S3Server } from '../s3/server.ts'
import { readVersioning } from '../s3/versioning.ts'

export type TestedPlace = { readonly bucket: string | null; readonly prefix: string }

const clockToleranceMs = 60_000

/** Whole states, each with one more step known. At most four requests, none of them writes. */
export async function* testConnection(
  server: S3Server,
  place: TestedPlace,
  signal: AbortSignal,
): AsyncGenerator<ConnectionTest, void, void> {
  const steps: TestStep[] = [stepOf('reach', 'running')]
  yield { steps: [...steps], over: false }
  const first = await signIn(server, place, signal)
  steps.splice(0, 1, ...first.steps)
  if (!first.signedIn) {
    yield { steps, over: true }
    return
  }
  yield { steps: [...steps], over: false }
  if (first.bucket !== null) {
    steps.push(await listStep(server, first.bucket, place.prefix, signal))
    yield { steps: [...steps], over: false }
    steps.push(await versionsStep(server, first.bucket, place.prefix, signal))
  }
  steps.push(stepOf('write', 'unknown', 'Not tried, because trying would change something.'))
  yield { steps, over: true }
}

type SignIn = {
  readonly steps: readonly TestStep[]
  readonly signedIn: boolean
  readonly bucket: string | null
}

/** One request tells three things: whether the server is there, knows us, and lists its buckets for us. */
async function signIn(server: S3Server, place: TestedPlace, signal: AbortSignal): Promise<SignIn> {
  const startedMs = Date.now()
  const reached = (): TestStep => reachStep(server, Date.now() - startedMs)
  try {
    const buckets = await listBuckets(server, { signal })
    const listed = stepOf(
      'list-buckets',
      'ok',
      buckets.length === 1 ? '1 bucket' : `${buckets.length} buckets`,
    )
    return {
      steps: [reached(), stepOf('sign-in', 'ok'), listed],
      signedIn: true,
      bucket: bucketToTry(place, buckets),
    }
  } catch (error) {
    const failure = failureBehind(error)
    if (
      failure.code === 'offline' ||
      failure.reason === 'unreadable-answer' ||
      failure.code === 'cancelled'
    ) {
      return { steps: [stepOf('reach', 'failed', '', failure)], signedIn: false, bucket: null }
    }
    if (failure.code === 'signed-out') {
      return { steps: [reached(), stepOf('sign-in', 'failed', '', failure)], signedIn: false, bucket: null }
    }
    return {
      steps: [reached(), stepOf('sign-in', 'ok'), noBuckets(place, failure)],
      signedIn: true,
      bucket: place.bucket,
    }
  }
}

const bucketToTry = (place: TestedPlace, buckets: readonly Bucket[]): string | null =>
  place.bucket ?? buckets[0]?.name ?? null

function noBuckets(place: TestedPlace, failure: Failure): TestStep {
  if (failure.code !== 'access-denied') return stepOf('list-buckets', 'failed', '', failure)
  if (place.bucket !== null)
    return stepOf('list-buckets', 'ok', 'Not allowed, and not needed: one bucket is given.')
  return stepOf(
    'list-buckets',
    'warning',
    'This key may not list buckets. Enter the bucket it is for.',
    failure,
  )
}

function reachStep({ clockOffsetMs }: S3Server, tookMs: number): TestStep {
  if (clockOffsetMs === null) return stepOf('reach', 'ok', `${tookMs} ms`)
  const off = Math.abs(clockOffsetMs)
  if (off < clockToleranceMs) return stepOf('reach', 'ok', `${tookMs} ms, clocks agree`)
  const minutes = Math.round(off / 60_000)
  const side = clockOffsetMs > 0 ? 'behind' : 'ahead of'
  return stepOf(
    'reach',
    'warning',
    `${tookMs} ms, but this computer’s clock is ${minutes} min ${side} the server’s.`,
  )
}

async function listStep(
  server: S3Server,
  bucket: string,
  prefix: string,
  signal: AbortSignal,
): Promise<TestStep> {
  try {
    await listObjectsPage(server, { bucket, prefix, folded: true, after: null, pageSize: 1 }, { signal })
    return stepOf('list-objects', 'ok', `in ${bucket}`)
  } catch (error) {
    return stepOf('list-objects', 'failed', `in ${bucket}`, failureBehind(error))
  }
}

async function versionsStep(
  server: S3Server,
  bucket: string,
  prefix: string,
  signal: AbortSignal,
): Promise<TestStep> {
  try {
    await listVersionsPage(server, { bucket, prefix, folded: true, after: null, pageSize: 1 }, { signal })
    const { state } = await readVersioning(server, bucket, { signal })
    if (state === 'enabled') return stepOf('read-versions', 'ok', `${bucket} keeps every version`)
    if (state === 'forbidden')
      return stepOf('read-versions', 'ok', `in ${bucket}; whether new ones are kept may not be asked`)
    return stepOf(
      'read-versions',
      'warning',
      `Versioning is ${state === 'suspended' ? 'suspended' : 'off'} in ${bucket}.`,
    )
  } catch (error) {
    return stepOf('read-versions', 'failed', `in ${bucket}`, failureBehind(error))
  }
}

function stepOf(
  step: TestStep['step'],
  state: TestStep['state'],
  detail = '',
  failure: Failure | null = null,
): TestStep {
  return { step, state, detail, failure }
}
