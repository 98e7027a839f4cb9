/** One file of an upload: under its key, or under another where its name is taken. */
import type { Change } from '../../../shared/model/change.ts'
import { nameOf } from '../../../shared/key.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { UploadRef } from '../../../shared/model/upload.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { Written } from '../../s3/copyObject.ts'
import { putObject } from '../../s3/putObject.ts'
import type { Task } from '../tasks.ts'
import { dropUpload } from './dropUpload.ts'
import { adoptUpload } from './adoptUpload.ts'
import type { Done, ItemJournal } from './runContext.ts'
import type { Source } from './source.ts'
import { fileFacts, fileSource } from './sourceFile.ts'
import { partSizeOf } from './partSize.ts'
import type { UploadContext, UploadTarget } from './uploadContext.ts'
import { sameTarget, targetOf, type Arrival, type Incoming } from './targetOf.ts'
import { uploadFile } from './uploadFile.ts'

export type UploadRun = UploadContext & {
  readonly to: PrefixRef
  readonly versioning: VersioningState
  /** A yes to overwriting where no versions are kept. */
  readonly mayDestroy: boolean
  readonly publish: (change: Change) => void
}

export async function runUpload(
  run: UploadRun,
  { filePath, key, uploadId }: Extract<Task, { kind: 'upload' }>,
): Promise<Done> {
  const incoming = fileIncoming(run, filePath, nameOf(key))
  const arrival = await targetOf(run, incoming, key)
  if (arrival.kind !== 'write') return notWritten(run, arrival, key)
  const source = fileSource(run.disk, filePath, nameOf(key), run.sizeBytes)
  // Under another name it is another upload: what was begun for this one stays as it is.
  const goesOn = uploadId !== undefined && arrival.key === key
  const journal = goesOn ? await adopted(run, source, { key, uploadId }) : run.journal
  const target = targetFor(run, incoming, key, arrival)
  const uploaded = await uploadFile({ ...run, journal }, source, target)
  tellArrived(run, arrival.key, uploaded, uploaded.sizeBytes)
  const savedAs = savedAsOf(arrival, key)
  return { state: 'done', sizeBytes: uploaded.sizeBytes, checked: uploaded.checked, savedAs }
}

/** What another program began, as if it were ours. */
async function adopted(run: UploadRun, source: Source, { key, uploadId }: UploadRef): Promise<ItemJournal> {
  const { journal, to } = run
  if (journal.found !== null) return journal
  const upload = { bucket: to.bucket, key, uploadId }
  return { ...journal, found: await adoptUpload(run, source, upload) }
}

const savedAsOf = (arrival: { readonly key: string }, key: string): string | null =>
  arrival.key === key ? null : nameOf(arrival.key)

export const targetFor = (
  run: UploadRun,
  incoming: Incoming,
  key: string,
  arrival: Extract<Arrival, { kind: 'write' }>,
): UploadTarget => ({
  bucket: run.to.bucket,
  key: arrival.key,
  over: arrival.over,
  lookAgain: () => sameTarget(run, incoming, key, arrival),
})

/** Nothing was to be written: an earlier try has arrived, or what is there stays. */
export async function notWritten(
  run: UploadRun,
  arrival: Exclude<Arrival, { kind: 'write' }>,
  key: string,
): Promise<Done> {
  const { server, journal, to } = run
  if (arrival.kind === 'there') {
    const sizeBytes = arrival.entry.sizeBytes ?? 0
    tellArrived(run, arrival.key, arrival.entry, sizeBytes)
    return { state: 'done', sizeBytes, checked: 'hash', savedAs: savedAsOf(arrival, key) }
  }
  if (journal.found?.kind === 'upload') {
    await dropUpload(server, { bucket: to.bucket, key: journal.found.key, uploadId: journal.found.uploadId })
  }
  return { state: 'skipped', sizeBytes: 0, checked: 'no', savedAs: null }
}

export async function runUploadFolder(
  run: UploadRun,
  { key }: Extract<Task, { kind: 'upload-folder' }>,
): Promise<Done> {
  const { server, signal, to } = run
  // One placeholder is enough for both.
  const choice = run.choice === 'keep-both' ? 'skip' : run.choice
  const arrival = await targetOf({ ...run, choice }, folderIncoming, key)
  if (arrival.kind !== 'write') return notWritten(run, arrival, key)
  const { over } = arrival
  const empty = {
    body: () => new Uint8Array(),
    contentMd5: '1B2M2Y8AsgTpgAmY7PhCfg==',
    carries: { ContentType: 'application/x-directory' },
  }
  tellArrived(
    run,
    key,
    await putObject(server, { bucket: to.bucket, key, ...empty }, { signal, priority: 'transfer', over }),
    0,
  )
  return { state: 'done', sizeBytes: 0, checked: 'hash', savedAs: null }
}

/** What would take the name, for choices that depend on it. */
const fileIncoming = ({ disk }: UploadRun, path: string, name: string): Incoming => ({
  modifiedMs: async () => (await fileFacts(path, name)).modifiedMs,
  isOther: async ({ sizeBytes, etag }) => {
    const facts = await fileFacts(path, name)
    if (facts.sizeBytes !== sizeBytes) return true
    const hash = disk.file(path, etag?.includes('-') === true ? partSizeOf(facts.sizeBytes) : null)
    hash.grownTo(facts.sizeBytes)
    const hashes = await hash.end()
    return hashes.md5 !== etag && hashes.etagInParts !== etag
  },
})

/** A folder's placeholder is as good as another. */
const folderIncoming: Incoming = { modifiedMs: async () => 0, isOther: async () => false }

/** What we wrote, for everybody who shows it. */
export function tellArrived(
  { publish, server, to, versioning }: UploadRun,
  key: string,
  { versionId, etag }: Written,
  sizeBytes: number,
): void {
  const { connectionId, bucket } = to
  publish({
    connectionId,
    bucket,
    key,
    latest: {
      key,
      versionId: versionId ?? 'null',
      isMarker: false,
      isLatest: true,
      modifiedMs: Date.now() + (server.clockOffsetMs ?? 0),
      sizeBytes,
      etag,
      storageClass: null,
      owner: null,
    },
    versions: versioning === 'enabled' ? { kind: 'added', count: 1 } : { kind: 'unknown' },
  })
}
