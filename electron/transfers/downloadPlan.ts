/** A download: files, versions and whole folders, saved under names this computer takes. */
import { basename, join } from 'node:path'
import { delimiter, nameOf, parentPrefix } from '../../shared/key.ts'
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
  for (const { kind, key, versionId } of wanted) {
    if (kind === 'file') yield { task: fileTask(context, key, '', versionId, 0) }
    else yield* findInFolder(context, key, signal)
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
    for (const { key, sizeBytes } of page.objects) {
      const folder = parentPrefix(`${key}x`).slice(base.length)
      yield {
        task:
          key.endsWith(delimiter) && sizeBytes === 0
            ? folderTask(context, key, folder)
            : fileTask(context, key, folder, null, sizeBytes),
      }
    }
    after = page.next
  } while (after !== null)
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
