/** One object into another bucket: copied by the server where both ends are its own, else through this computer. */
import { headersToWrite, taggingHeader } from '../../s3/objectProperties.ts'
import { headObject } from '../../s3/readObject.ts'
import { copyVersion } from '../../plans/actions/copyVersion.ts'
import { tagsIfTold } from '../../plans/actions/finishCopy.ts'
import type { S3Server } from '../../s3/server.ts'
import type { Facts, Tag } from '../../../shared/model/facts.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { Task } from '../tasks.ts'
import type { Done } from './runContext.ts'
import { tellArrived, type UploadRun } from './runUpload.ts'
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
  if (arrival === null) return { state: 'skipped', sizeBytes: 0, checked: 'no', savedAs: null }
  const target = { bucket: run.to.bucket, key: arrival }
  const pinned = { ...address, versionId: facts.versionId ?? versionId }
  if (source === server) {
    const written = await copyVersion(server, pinned, target, options)
    tellArrived(run, arrival, written, facts.sizeBytes)
    return {
      state: 'done',
      sizeBytes: facts.sizeBytes,
      checked: 'hash',
      savedAs: arrival === to ? null : arrival,
    }
  }
  const tags = (await tagsIfTold(source, pinned, options)) ?? []
  const upload = { ...run, carries: carried(facts, tags), tags }
  const uploaded = await uploadFile(
    upload,
    objectSource({ server: source, address: pinned, facts }, signal),
    target,
  )
  tellArrived(run, arrival, uploaded, uploaded.sizeBytes)
  return {
    state: 'done',
    sizeBytes: uploaded.sizeBytes,
    checked: uploaded.checked,
    savedAs: arrival === to ? null : arrival,
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
