/** One version to one file: into `name.part` beside its place, checked, and only then under its name. */
import { rm, stat } from 'node:fs/promises'
import { FailureError } from '../../../shared/failure.ts'
import { diskFailure } from '../../disk/unwritable.ts'
import type { Facts } from '../../../shared/model/facts.ts'
import { getObject, headObject, type OpenObject, type VersionAddress } from '../../s3/readObject.ts'
import type { PartsJournal } from '../tasks.ts'
import { partSizesOf } from './comparable.ts'
import type { Downloaded, DownloadTarget } from './downloadTarget.ts'
import { fetchRanges, rangeBytesOf } from './fetchRanges.ts'
import { fetchSmall, smallBytes } from './fetchSmall.ts'
import { fetchWhole } from './fetchWhole.ts'
import type { ServerContext } from './runContext.ts'

/** What is smaller comes in one request. */
const singleGetBytes = 16 * 1024 ** 2

type DownloadJournal = Extract<PartsJournal, { kind: 'download' }>

/**
 * `sizeBytes` as far as it is known, else 0. Failures: those of getObject, conflict (cold, changed-meanwhile, and
 * what the disk says), unexpected (damaged-on-the-way), offline (cut-short). Nothing ever stands under the final
 * name unless it is whole.
 */
export async function downloadFile(
  context: ServerContext,
  from: VersionAddress,
  to: DownloadTarget,
  sizeBytes: number,
): Promise<Downloaded> {
  try {
    const left = await goOn(context, context.journal.found)
    if (left !== null || sizeBytes > singleGetBytes) return await inRanges(context, from, to, left)
    return (await inOneGo(context, from, to)) ?? (await inRanges(context, from, to, null))
  } catch (error) {
    // A fault of ours is no fault of the server's.
    if (error instanceof TypeError) throw error
    throw (
      diskFailure(error, to.name) ??
      context.server.failed(error, { operation: 'GetObject', bucket: from.bucket, key: from.key })
    )
  }
}

/** null where it turns out to be too big for that, or where only its parts' hashes can tell whether it is whole. */
async function inOneGo(
  context: ServerContext,
  from: VersionAddress,
  to: DownloadTarget,
): Promise<Downloaded | null> {
  const { server, signal } = context
  const object = await getObject(server, from, { signal, priority: 'transfer' })
  const { facts } = object
  if (facts.sizeBytes > singleGetBytes || partSizesOf(facts).length > 0) {
    object.body.destroy()
    return null
  }
  try {
    return await (facts.sizeBytes <= smallBytes ? fetchSmall : streamed)(context, object, to)
  } catch (error) {
    object.body.destroy()
    throw error
  }
}

async function streamed(context: ServerContext, object: OpenObject, to: DownloadTarget): Promise<Downloaded> {
  const { disk, journal } = context
  const { sizeBytes, modifiedMs } = object.facts
  const partPath = await disk.openPart({ ...to, tag: journal.tag })
  try {
    const checked = await fetchWhole(context, object, partPath)
    const path = await disk.placeFile({ ...to, partPath, modifiedMs })
    return { path, sizeBytes, checked }
  } catch (error) {
    await rm(partPath, { force: true })
    throw error
  }
}

async function inRanges(
  context: ServerContext,
  from: VersionAddress,
  to: DownloadTarget,
  left: DownloadJournal | null,
): Promise<Downloaded> {
  const { server, signal, journal } = context
  const address = { ...from, versionId: left?.versionId ?? from.versionId }
  const facts = await headObject(server, address, { signal, priority: 'transfer' })
  const isSame = left !== null && left.etag === facts.etag && left.sizeBytes === facts.sizeBytes
  if (left !== null && !isSame) await rm(left.partPath, { force: true })
  const journaled = isSame && left !== null ? left : await begin(context, facts, to, left !== null)
  const parts = isSame ? await journal.foundParts() : []
  try {
    const checked = await fetchRanges(context, address, facts, journaled, parts)
    const path = await context.disk.placeFile({
      ...to,
      partPath: journaled.partPath,
      modifiedMs: facts.modifiedMs,
    })
    return { path, sizeBytes: facts.sizeBytes, checked }
  } catch (error) {
    if (!isDamaged(error)) throw error
    await rm(journaled.partPath, { force: true })
    await journal.begin(null)
    throw error
  }
}

const isDamaged = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.reason === 'damaged-on-the-way'

async function begin(
  { disk, journal }: ServerContext,
  facts: Facts,
  to: DownloadTarget,
  startedOver: boolean,
): Promise<DownloadJournal> {
  const partPath = await disk.openPart({ ...to, tag: journal.tag })
  const begun: DownloadJournal = {
    kind: 'download',
    partPath,
    partBytes: rangeBytesOf(facts.sizeBytes),
    sizeBytes: facts.sizeBytes,
    etag: facts.etag ?? '',
    versionId: facts.versionId,
  }
  await journal.begin(begun, startedOver)
  return begun
}

/** What an earlier run left, if its file is still there. */
async function goOn({ journal }: ServerContext, left: PartsJournal | null): Promise<DownloadJournal | null> {
  if (left?.kind !== 'download') return null
  if (await stat(left.partPath).catch(() => null)) return left
  await journal.begin(null)
  return null
}
