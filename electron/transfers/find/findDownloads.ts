/** A download: files, versions and whole folders, to be saved under names this computer takes. */
import { join } from 'node:path'
import { stateAt } from '../../../shared/history.ts'
import { delimiter, parentPrefix } from '../../../shared/key.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { instantOf } from '../../plans/draft/instantOf.ts'
import { historiesUnder } from '../../plans/histories.ts'
import { listObjectsPage } from '../../s3/listObjects.ts'
import type { S3Server } from '../../s3/server.ts'
import type { NewItem } from '../transferItemTable.ts'
import { savedName, wayBelow } from '../savePath.ts'
import type { Wanted } from '../tasks.ts'
import { FilesThere } from './filesThere.ts'
import { problemFound, taskFound, uncertain } from './found.ts'

type Download = {
  readonly server: S3Server
  readonly from: BucketRef
  readonly wanted: readonly Wanted[]
  /** The chosen folder. */
  readonly folder: string
}

export async function* findDownloads(
  download: Download,
  signal: AbortSignal,
): AsyncGenerator<NewItem, void, void> {
  const there = new FilesThere()
  for await (const item of all(download, signal)) {
    if (signal.aborted) return
    const { task } = item
    if (task?.kind !== 'download') yield item
    else {
      const folder = join(download.folder, ...wayBelow(task.folder))
      yield { ...item, collision: await there.at(folder, savedName(task.key)) }
    }
  }
}

async function* all(download: Download, signal: AbortSignal): AsyncGenerator<NewItem, void, void> {
  for (const { kind, key, versionId, at } of download.wanted) {
    if (kind === 'file')
      yield fileFound(versionId === null ? key : `${key} (${versionId})`, { key, versionId })
    else if (at === null) yield* findInFolder(download, key, signal)
    else yield* findInFolderAt(download, key, at, signal)
  }
}

/** Everything live under a prefix; saved below a folder of the prefix's own name. */
async function* findInFolder(
  { server, from }: Download,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<NewItem, void, void> {
  const base = parentPrefix(prefix)
  let after: string | null = null
  do {
    const query = { bucket: from.bucket, prefix, folded: false, after }
    const page = await listObjectsPage(server, query, { signal, priority: 'transfer' })
    for (const { key, sizeBytes } of page.objects) yield found(base, { key, sizeBytes, versionId: null })
    after = page.next
  } while (after !== null)
}

/** Everything that was live under a prefix at a moment, each by the version it had then. */
async function* findInFolderAt(
  { server, from }: Download,
  prefix: string,
  moment: Moment,
  signal: AbortSignal,
): AsyncGenerator<NewItem, void, void> {
  const place = { server, bucket: from.bucket }
  const instant = await instantOf({ place, signal }, moment)
  const base = parentPrefix(prefix)
  for await (const history of historiesUnder(place, { prefix }, { signal, priority: 'transfer' })) {
    const then = stateAt(history, instant)
    if (!then.certain) yield problemFound(history.key, uncertain(history.key))
    else if (then.kind === 'live') {
      const { key, sizeBytes, versionId } = then.version
      yield found(base, { key, sizeBytes: sizeBytes ?? 0, versionId })
    }
  }
}

type FoundObject = { readonly key: string; readonly sizeBytes: number; readonly versionId: string | null }

/** A chosen file: how big it is shows when it comes. */
const fileFound = (name: string, { key, versionId }: Omit<FoundObject, 'sizeBytes'>): NewItem =>
  taskFound(name, { kind: 'download', key, versionId, folder: '' }, 0)

/** An empty object that stands for a folder: the folder is made, nothing is fetched. */
function found(base: string, { key, sizeBytes, versionId }: FoundObject): NewItem {
  const folder = parentPrefix(`${key}x`).slice(base.length)
  const isFolder = key.endsWith(delimiter) && sizeBytes === 0
  return isFolder
    ? taskFound(key, { kind: 'download-folder', folder }, 0)
    : taskFound(key, { kind: 'download', key, versionId, folder }, sizeBytes)
}
