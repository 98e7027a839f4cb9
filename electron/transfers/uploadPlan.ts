/** An upload: every file of a drop becomes a key under a prefix, and is told to the change feed. */
import { failed } from '../../shared/failure.ts'
import { delimiter, keyByteLength } from '../../shared/key.ts'
import type { Change } from '../../shared/model/change.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { BucketVersioning } from '../s3/versioning.ts'
import { wouldDestroy } from '../plans/actions/refusals.ts'
import { victimOf } from '../plans/actions/victim.ts'
import { keyHistoryPage } from '../s3/keyHistory.ts'
import { putObject } from '../s3/putObject.ts'
import type { Written } from '../s3/copyObject.ts'
import type { S3Server } from '../s3/server.ts'
import type { ByteBudget } from './byteBudget.ts'
import type { Drops } from './drops.ts'
import type { Found, LocalFile } from './localFiles.ts'
import type { BatchPlan, FoundTask, Task } from './transferBatch.ts'
import { uploadFile } from './uploadFile.ts'

export type UploadParts = {
  readonly server: S3Server
  readonly drops: Drops
  readonly budget: ByteBudget
  readonly versioning: () => Promise<BucketVersioning>
  readonly publish: (change: Change) => void
}

/** S3's own limit: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const mostKeyBytes = 1024

export function uploadPlan(parts: UploadParts, to: PrefixRef, dropId: string): BatchPlan {
  const [first = '', ...others] = parts.drops.names(dropId)
  return {
    direction: 'up',
    title: others.length === 0 ? first : `${first} and ${others.length} more`,
    place: `${to.bucket}/${to.prefix}`.replace(/\/$/, ''),
    find: (signal) => findUploads(parts, to, dropId, signal),
    revealPath: () => null,
    release: () => parts.drops.release(dropId),
  }
}

async function* findUploads(
  parts: UploadParts,
  to: PrefixRef,
  dropId: string,
  signal: AbortSignal,
): AsyncGenerator<FoundTask, void, void> {
  const { state } = await parts.versioning()
  for await (const found of parts.drops.find(dropId)) {
    if (signal.aborted) return
    yield taskOf({ ...parts, to, state }, found)
  }
}

type UploadContext = UploadParts & { readonly to: PrefixRef; readonly state: BucketVersioning['state'] }

function taskOf(context: UploadContext, found: Found): FoundTask {
  switch (found.kind) {
    case 'problem':
      return { name: found.segments.join(delimiter), failure: found.failure }
    case 'empty-folder':
      return { task: folderTask(context, `${found.segments.join(delimiter)}${delimiter}`) }
    case 'file':
      return { task: fileTask(context, found.file) }
  }
}

function fileTask(context: UploadContext, file: LocalFile): Task {
  const name = file.segments.join(delimiter)
  return {
    name,
    sizeBytes: file.sizeBytes,
    run: async ({ signal, progress, mayDestroy }) => {
      const key = await checkedKey(context, name, mayDestroy, signal)
      const { server, budget, to } = context
      const upload = {
        server,
        budget,
        signal,
        progress: (doneBytes: number) => progress(doneBytes, file.sizeBytes),
      }
      const written = await uploadFile(upload, file, { bucket: to.bucket, key })
      publishUpload(context, key, written, file.sizeBytes)
      return { checked: written.checked, savedAs: null }
    },
  }
}

/** An empty folder has no files to speak for it: an empty object whose key ends in the delimiter does. */
function folderTask(context: UploadContext, name: string): Task {
  return {
    name,
    sizeBytes: 0,
    run: async ({ signal, mayDestroy }) => {
      const key = await checkedKey(context, name, mayDestroy, signal)
      const { server, to } = context
      const empty = {
        body: new Uint8Array(),
        contentMd5: '1B2M2Y8AsgTpgAmY7PhCfg==',
        contentType: 'application/x-directory',
      }
      const written = await putObject(
        server,
        { bucket: to.bucket, key, ...empty },
        { signal, priority: 'transfer' },
      )
      publishUpload(context, key, written, 0)
      return { checked: 'hash', savedAs: null }
    },
  }
}

/** The key of a file, once nothing speaks against writing it. */
async function checkedKey(
  context: UploadContext,
  name: string,
  mayDestroy: boolean,
  signal: AbortSignal,
): Promise<string> {
  const { server, to, state } = context
  const key = to.prefix + name
  if (keyByteLength(key) > mostKeyBytes) throw keyTooLong(name)
  if (state === 'enabled' || mayDestroy) return key
  const { entries } = await keyHistoryPage(server, { bucket: to.bucket, key }, null, {
    signal,
    priority: 'transfer',
  })
  const victim = victimOf(state, entries)
  if (victim !== null) throw wouldDestroy(state, victim)
  return key
}

function publishUpload(
  { publish, server, to, state }: UploadContext,
  key: string,
  written: Written,
  sizeBytes: number,
): void {
  const { connectionId, bucket } = to
  publish({
    connectionId,
    bucket,
    key,
    latest: {
      key,
      versionId: written.versionId ?? 'null',
      isMarker: false,
      isLatest: true,
      modifiedMs: Date.now() + (server.clockOffsetMs ?? 0),
      sizeBytes,
      etag: written.etag,
      storageClass: null,
      owner: null,
    },
    versions: state === 'enabled' ? { kind: 'added', count: 1 } : { kind: 'unknown' },
  })
}

const keyTooLong = (name: string) =>
  failed({
    code: 'invalid-request',
    reason: 'key-too-long',
    message: `The name “${name.slice(0, 60)}…” with its folders is longer than the 1,024 bytes S3 allows.`,
    advice: 'Shorten the name or the folder names above it.',
  })
