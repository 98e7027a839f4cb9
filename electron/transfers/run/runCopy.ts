/** One object into another bucket: copied by the server where both ends are its own, else through this computer. */
import { FailureError } from '../../../shared/failure.ts'
import { headersToWrite, taggingHeader } from '../../s3/objectProperties.ts'
import { current, isRefused } from '../../s3/conditions.ts'
import type { Written } from '../../s3/copyObject.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import { copyVersion } from '../../plans/actions/copyVersion.ts'
import { lostBetween } from '../../plans/actions/finishCopy.ts'
import { lockLost } from '../../plans/actions/keepLock.ts'
import { readTags } from '../../s3/tags.ts'
import type { RequestOptions, S3Server } from '../../s3/server.ts'
import type { Facts, Tag } from '../../../shared/model/facts.ts'
import type { Loss } from '../../../shared/model/outcome.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { Task } from '../tasks.ts'
import type { Done } from './runContext.ts'
import { notWritten, targetFor, tellArrived, type UploadRun } from './runUpload.ts'
import type { UploadTarget } from './uploadContext.ts'
import { targetOf, type Incoming } from './targetOf.ts'
import { objectSource } from './sourceObject.ts'
import { uploadFile } from './uploadFile.ts'

export type CopyRun = UploadRun & { readonly source: S3Server; readonly from: BucketRef }

/** Class and encryption are the target's own; headers, metadata and tags come along. */
export async function runCopy(
  run: CopyRun,
  { key, versionId, to }: Extract<Task, { kind: 'copy' }>,
): Promise<Done> {
  const { source, server, signal, from } = run
  const options = { signal, priority: 'transfer' } as const
  const address = { bucket: from.bucket, key, versionId }
  const facts = await headObject(source, address, options)
  const arrival = await targetOf(run, incoming(facts), to)
  if (arrival.kind !== 'write') return notWritten(run, arrival, to)
  const target = targetFor(run, incoming(facts), to, arrival)
  const savedAs = arrival.key === to ? null : arrival.key
  const pinned = { ...address, versionId: facts.versionId ?? versionId }
  if (source === server) {
    const written = await copyOver(run, pinned, target, facts)
    tellArrived(run, target.key, written, facts.sizeBytes)
    return { state: 'done', sizeBytes: facts.sizeBytes, checked: 'hash', savedAs, lost: written.lost }
  }
  const { tags, lost } = await tagsToCarry(source, pinned, options)
  const upload = { ...run, carries: carried(facts, tags), tags }
  const uploaded = await uploadFile(
    upload,
    objectSource({ server: source, address: pinned, facts }, signal),
    target,
  )
  tellArrived(run, target.key, uploaded, uploaded.sizeBytes)
  const { sizeBytes, checked } = uploaded
  return { state: 'done', sizeBytes, checked, savedAs, lost: [...lost, ...locksOf(facts, source)] }
}

type Carriage = { readonly tags: readonly Tag[]; readonly lost: readonly Loss[] }

/** Tags that nobody may read can't be taken along. */
async function tagsToCarry(
  source: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<Carriage> {
  try {
    return { tags: await readTags(source, address, options), lost: [] }
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : null
    if (code === 'unsupported') return { tags: [], lost: [] }
    if (code === 'access-denied') return { tags: [], lost: ['tags'] }
    throw error
  }
}

/** Retentions and holds belong to the server they were put on. */
const locksOf = (facts: Facts, { nowMs }: S3Server): readonly Loss[] =>
  lockLost(facts, { lockMode: null, lockedUntilMs: null, legalHold: false }, nowMs)

/** A refusal is looked into: what is there may be ours, when the first answer was lost, or nothing. */
async function copyOver(
  { server, signal }: CopyRun,
  from: VersionAddress,
  { bucket, key, over }: UploadTarget,
  facts: Facts,
): Promise<Written & { readonly lost: readonly Loss[] }> {
  const options = { signal, priority: 'transfer' } as const
  const onlyIf = over === 'nothing' ? { onlyIf: { kind: 'absent' } as const } : {}
  try {
    return await copyVersion(server, from, { bucket, key }, { ...options, ...onlyIf })
  } catch (error) {
    if (!isRefused(error)) throw error
    const there = await current(server, { bucket, key }, options)
    if (there !== null && there.etag === facts.etag) {
      // Not ours for certain: it is looked at, and nothing is put on it.
      const copy = await headObject(server, { bucket, key, versionId: there.versionId }, options)
      return { ...there, lost: lostBetween(facts, copy, server.nowMs) }
    }
    if (there !== null) throw error
    server.capabilities.learn({ copyConditions: 'ignored' })
    return copyVersion(server, from, { bucket, key }, options)
  }
}

const carried = (facts: Facts, tags: readonly Tag[]) => ({
  ...headersToWrite(facts),
  ...(tags.length === 0 ? {} : { Tagging: taggingHeader(tags) }),
})

const incoming = (facts: Facts): Incoming => ({
  modifiedMs: async () => facts.modifiedMs ?? 0,
  isOther: async ({ etag }) => etag !== facts.etag,
})
