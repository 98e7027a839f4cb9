/** One file of an upload: under its key, or under another where its name is taken. */
import type { Change } from '../../../shared/model/change.ts'
import { nameOf } from '../../../shared/key.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { Written } from '../../s3/copyObject.ts'
import { putObject } from '../../s3/putObject.ts'
import type { Task } from '../tasks.ts'
import type { Done } from './runContext.ts'
import { fileFacts, fileSource } from './sourceFile.ts'
import type { UploadContext } from './uploadContext.ts'
import { targetOf, type Incoming } from './targetOf.ts'
import { uploadFile } from './uploadFile.ts'

export type UploadRun = UploadContext & {
  readonly to: PrefixRef
  readonly versioning: VersioningState
  /** A yes to overwriting where no versions are kept. */
  readonly mayDestroy: boolean
  readonly publish: (change: Change) => void
}

const nothingSent = { sizeBytes: 0, checked: 'no', savedAs: null } as const

export async function runUpload(
  run: UploadRun,
  { filePath, key }: Extract<Task, { kind: 'upload' }>,
): Promise<Done> {
  const target = await targetOf(run, fileIncoming(run, filePath, nameOf(key)), key)
  if (target === null) return { state: 'skipped', ...nothingSent }
  const source = fileSource(run.hashing, filePath, nameOf(key))
  const uploaded = await uploadFile(run, source, { bucket: run.to.bucket, key: target })
  tellArrived(run, target, uploaded, uploaded.sizeBytes)
  const savedAs = target === key ? null : nameOf(target)
  return { state: 'done', sizeBytes: uploaded.sizeBytes, checked: uploaded.checked, savedAs }
}

export async function runUploadFolder(
  run: UploadRun,
  { key }: Extract<Task, { kind: 'upload-folder' }>,
): Promise<Done> {
  const { server, signal, to } = run
  if ((await targetOf(run, folderIncoming, key)) === null) return { state: 'skipped', ...nothingSent }
  const empty = {
    body: new Uint8Array(),
    contentMd5: '1B2M2Y8AsgTpgAmY7PhCfg==',
    carries: { ContentType: 'application/x-directory' },
  }
  tellArrived(
    run,
    key,
    await putObject(server, { bucket: to.bucket, key, ...empty }, { signal, priority: 'transfer' }),
    0,
  )
  return { state: 'done', sizeBytes: 0, checked: 'hash', savedAs: null }
}

/** What would take the name, for choices that depend on it. */
const fileIncoming = ({ hashing }: UploadRun, path: string, name: string): Incoming => ({
  modifiedMs: async () => (await fileFacts(path, name)).modifiedMs,
  isOther: async ({ sizeBytes, etag }) => {
    const facts = await fileFacts(path, name)
    if (facts.sizeBytes !== sizeBytes) return true
    const hash = hashing.file(path, null)
    hash.grownTo(facts.sizeBytes)
    return (await hash.end())?.md5 !== etag
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
