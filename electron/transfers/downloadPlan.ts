/** A download: files, versions and whole folders, saved under names this computer takes. */
import { basename, join } from 'node:path'
import { delimiter, nameOf, parentPrefix } from '../../shared/key.ts'
import type { Failure } from '../../shared/failure.ts'
import { stateAt } from '../../shared/history.ts'
import type { Moment } from '../../shared/model/moment.ts'
import { instantOf } from '../plans/draft/instantOf.ts'
import { historiesUnder } from '../plans/histories.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { listObjectsPage } from '../s3/listObjects.ts'
import type { S3Server } from '../s3/server.ts'
import { downloadFile } from './downloadFile.ts'
import { safeName } from './safeName.ts'
import { SaveFolder } from './savePath.ts'
import type { BatchPlan, FoundTask, Task } from './transferBatch.ts'

export type Wanted = {
  readonly kind: 'file' | 'folder'
  readonly key: string
  readonly versionId: string | null
  readonly at: Moment | null
}

export type DownloadParts = { readonly server: S3Server; readonly folder: string }

/** `oldVersionNames` come from the caller: what a version's file is called, so that it isn't taken for the newest. */
export function downloadPlan(parts: DownloadParts, from: BucketRef, wanted: readonly Wanted[]): BatchPlan {
  const saved: string[] = []
  const save = new SaveFolder(parts.folder)
  const [first, ...others] = wanted
  const title = nameOf(first?.key ?? '')
  return {
    direction: 'down',
    title: others.length === 0 ? title : `${title} and ${others.length} more`,
    place: basename(parts.folder),
    find: (signal) => findDownloads({ ...parts, from, save, saved }, wanted, signal),
    revealPath: () => saved[0] ?? null,
    release: async () => undefined,
  }
}

type DownloadContext = DownloadParts & {
  readonly from: BucketRef
  readonly save: SaveFolder
  readonly saved: string[]
}

async function* findDownloads(
  context: DownloadContext,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): AsyncGenerator<FoundTask, void, void> {
  for (const { kind, key, versionId, at } of wanted) {
    if (kind === 'file') yield { task: fileTask(context, key, '', versionId, 0) }
    else if (at === null) yield* findInFolder(context, key, signal)
    else yield* findInFolderAt(context, key, at, signal)
  }
}

/** Everything live under a prefix; saved below a folder of the prefix's own name. */
async function* findInFolder(
  context: DownloadContext,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<FoundTask, void, void> {
  const { server, from } = context
  const base = parentPrefix(prefix)
  let after: string | null = null
  do {
    const query = { bucket: from.bucket, prefix, folded: false, after }
    const page = await listObjectsPage(server, query, { signal, priority: 'transfer' })
    for (const { key, sizeBytes } of page.objects)
      yield found(context, base, { key, sizeBytes, versionId: null })
    after = page.next
  } while (after !== null)
}

/** Everything that was live under a prefix at a moment, each by the version it had then. */
async function* findInFolderAt(
  context: DownloadContext,
  prefix: string,
  moment: Moment,
  signal: AbortSignal,
): AsyncGenerator<FoundTask, void, void> {
  const place = { server: context.server, bucket: context.from.bucket }
  const options = { signal, priority: 'transfer' } as const
  const instant = await instantOf({ place, signal }, moment)
  const base = parentPrefix(prefix)
  for await (const history of historiesUnder(place, { prefix }, options)) {
    const then = stateAt(history, instant)
    if (!then.certain) yield { name: history.key, failure: uncertain(history.key) }
    else if (then.kind === 'live') {
      const { key, sizeBytes, versionId } = then.version
      yield found(context, base, { key, sizeBytes: sizeBytes ?? 0, versionId })
    }
  }
}

const uncertain = (key: string): Failure => ({
  code: 'conflict',
  reason: 'uncertain',
  message: `What “${key}” was at that moment can't be told for sure: a version without an id was overwritten.`,
  advice: 'Choose one of its versions in the history.',
  wayOn: 'none',
  server: null,
})

type FoundObject = { readonly key: string; readonly sizeBytes: number; readonly versionId: string | null }

function found(
  context: DownloadContext,
  base: string,
  { key, sizeBytes, versionId }: FoundObject,
): FoundTask {
  const folder = parentPrefix(`${key}x`).slice(base.length)
  const isFolder = key.endsWith(delimiter) && sizeBytes === 0
  return {
    task: isFolder ? folderTask(context, key, folder) : fileTask(context, key, folder, versionId, sizeBytes),
  }
}

/** An empty object that stands for a folder: the folder is made, nothing is fetched. */
function folderTask(context: DownloadContext, key: string, folder: string): Task {
  return {
    name: key,
    sizeBytes: 0,
    run: async () => {
      context.saved.push(await context.save.folderFor(folder))
      return { checked: 'hash', savedAs: null }
    },
  }
}

/** `folder` is the key's way below the chosen folder, in the key's own words. */
function fileTask(
  context: DownloadContext,
  key: string,
  folder: string,
  versionId: string | null,
  sizeBytes: number,
): Task {
  return {
    name: versionId === null ? key : `${key}?versionId=${versionId}`,
    sizeBytes,
    run: async ({ signal, progress }) => {
      const { server, from, save } = context
      const name = key.endsWith(delimiter) ? '_' : safeName(nameOf(key))
      const place = await save.folderFor(folder)
      const download = { server, signal, progress }
      const { path, checked } = await downloadFile(
        download,
        { bucket: from.bucket, key, versionId },
        { folder: place, name },
      )
      context.saved.push(path)
      const asNamed = join(context.folder, ...folder.split(delimiter).filter(Boolean), nameOf(key))
      return { checked, savedAs: path === asNamed ? null : path.slice(context.folder.length + 1) }
    },
  }
}
