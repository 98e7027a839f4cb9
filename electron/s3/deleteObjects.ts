/** Many deletes: in as few requests as the endpoint takes, each confirmed by name or not believed. */
import { DeleteObjectsCommand } from '@aws-sdk/client-s3'
import { FailureError, type Failure } from '../../shared/failure.ts'
import { contentMd5 } from './contentMd5.ts'
import { deleteObject, type Deleted } from './deleteObject.ts'
import { s3Failure } from './failures.ts'
import { sendForXml } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf, splitEntries } from './xml.ts'

/** `versionId` null adds a marker (where versioning is on), else that version or marker is destroyed. */
export type Victim = { readonly key: string; readonly versionId: string | null }

/** `unconfirmed`: the server said nothing of it, neither done nor failed; only a listing tells. */
export type VictimOutcome =
  | { readonly kind: 'deleted'; readonly victim: Victim; readonly deleted: Deleted }
  | { readonly kind: 'failed'; readonly victim: Victim; readonly failure: Failure }
  | { readonly kind: 'unconfirmed'; readonly victim: Victim }

const mostPerRequest = 1000
const singlesAtOnce = 16

/** XML 1.0 can't carry these: a list that holds one is refused whole, or misread. */
// oxlint-disable-next-line no-control-regex
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * One outcome for each victim, in no particular order. Requests: one per 1,000, or one each where the endpoint
 * takes no lists and for keys that XML can't carry. Failures of a whole request are thrown: offline, throttled,
 * signed-out, bucket-gone, cancelled; nobody knows then how much of it was done.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function deleteObjects(
  server: S3Server,
  bucket: string,
  victims: readonly Victim[],
  options: RequestOptions,
): Promise<readonly VictimOutcome[]> {
  const single = victims.filter(({ key }) => notInXml.test(key))
  const listed = victims.filter(({ key }) => !notInXml.test(key))
  const outcomes = [...(await oneByOne(server, bucket, single, options))]
  for (let from = 0; from < listed.length; from += mostPerRequest) {
    outcomes.push(...(await deleteBatch(server, bucket, listed.slice(from, from + mostPerRequest), options)))
  }
  return outcomes
}

/** Codes by which servers refuse a list as such, not for what is in it. */
const listRefused = new Set(['not-implemented', 'server-said', 'damaged-on-the-way'])

/** Learns on the way what the endpoint wants: MD5 and CRC32 together, CRC32 alone, or no lists at all. */
async function deleteBatch(
  server: S3Server,
  bucket: string,
  victims: readonly Victim[],
  options: RequestOptions,
): Promise<readonly VictimOutcome[]> {
  const { bulkDelete } = server.capabilities.known
  if (bulkDelete === 'single' || victims.length === 1) return oneByOne(server, bucket, victims, options)
  const way = bulkDelete === 'crc32' ? 'crc32' : 'md5'
  try {
    const outcomes = await deleteList(server, bucket, victims, way, options)
    if (bulkDelete === 'unknown') server.capabilities.learn({ bulkDelete: way })
    return outcomes
  } catch (error) {
    const refused = error instanceof FailureError && listRefused.has(error.failure.reason)
    if (!refused || bulkDelete !== 'unknown') throw error
    return deleteOtherwise(server, bucket, victims, options)
  }
}

async function deleteOtherwise(
  server: S3Server,
  bucket: string,
  victims: readonly Victim[],
  options: RequestOptions,
): Promise<readonly VictimOutcome[]> {
  try {
    const outcomes = await deleteList(server, bucket, victims, 'crc32', options)
    server.capabilities.learn({ bulkDelete: 'crc32' })
    return outcomes
  } catch (error) {
    if (!(error instanceof FailureError) || !listRefused.has(error.failure.reason)) throw error
    server.capabilities.learn({ bulkDelete: 'single' })
    return oneByOne(server, bucket, victims, options)
  }
}

async function deleteList(
  server: S3Server,
  bucket: string,
  victims: readonly Victim[],
  way: 'md5' | 'crc32',
  options: RequestOptions,
): Promise<readonly VictimOutcome[]> {
  const Objects = victims.map(({ key, versionId }) =>
    versionId === null ? { Key: key } : { Key: key, VersionId: versionId },
  )
  const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: false } })
  if (way === 'md5') contentMd5(command)
  return readOutcomes(server, bucket, victims, await sendForXml(server, command, options))
}

const idOf = (key: string, versionId: string | null): string => JSON.stringify([key, versionId])

/** Matches the answer with what was asked, entry by entry; what is in neither list stays unconfirmed. */
function readOutcomes(
  server: S3Server,
  bucket: string,
  victims: readonly Victim[],
  xml: string,
): readonly VictimOutcome[] {
  const deleted = new Map<string, Deleted>()
  const failures = new Map<string, Failure>()
  for (const { name, inner } of splitEntries(xml, ['Deleted', 'Error']).entries) {
    const id = idOf(fieldOf(inner, 'Key') ?? '', fieldOf(inner, 'VersionId'))
    const marker = fieldOf(inner, 'DeleteMarkerVersionId')
    if (name === 'Error') failures.set(id, failureIn(server, bucket, inner))
    else
      deleted.set(id, { versionId: marker ?? fieldOf(inner, 'VersionId'), deleteMarker: markerFlag(inner) })
  }
  return victims.map((victim) => {
    const id = idOf(victim.key, victim.versionId)
    const done = deleted.get(id)
    const failure = failures.get(id)
    if (failure) return { kind: 'failed', victim, failure }
    return done ? { kind: 'deleted', victim, deleted: done } : { kind: 'unconfirmed', victim }
  })
}

function markerFlag(inner: string): boolean | null {
  const said = fieldOf(inner, 'DeleteMarker')
  return said === null ? null : said === 'true'
}

function failureIn(server: S3Server, bucket: string, inner: string): Failure {
  const Code = fieldOf(inner, 'Code') ?? 'Unknown'
  const error = {
    name: Code,
    Code,
    message: fieldOf(inner, 'Message') ?? '',
    $metadata: { httpStatusCode: 400 },
  }
  return s3Failure(error, {
    operation: 'DeleteObjects',
    host: server.host,
    bucket,
    key: fieldOf(inner, 'Key'),
  })
}

/** Failures that concern one object alone; the others end the whole. */
const ofOneObject = new Set<Failure['code']>(['access-denied', 'conflict', 'invalid-request', 'not-found'])

async function oneByOne(
  server: S3Server,
  bucket: string,
  victims: readonly Victim[],
  options: RequestOptions,
): Promise<readonly VictimOutcome[]> {
  const waiting = [...victims]
  const outcomes: VictimOutcome[] = []
  const worker = async (): Promise<void> => {
    for (let victim = waiting.shift(); victim !== undefined; victim = waiting.shift()) {
      outcomes.push(await deleteOne(server, bucket, victim, options))
    }
  }
  await Promise.all(Array.from({ length: Math.min(singlesAtOnce, waiting.length) }, worker))
  return outcomes
}

async function deleteOne(
  server: S3Server,
  bucket: string,
  victim: Victim,
  options: RequestOptions,
): Promise<VictimOutcome> {
  try {
    return { kind: 'deleted', victim, deleted: await deleteObject(server, { bucket, ...victim }, options) }
  } catch (error) {
    if (
      !(error instanceof FailureError) ||
      !ofOneObject.has(error.failure.code) ||
      error.failure.reason === 'bucket-gone'
    )
      throw error
    return { kind: 'failed', victim, failure: error.failure }
  }
}
