/** The worker that keeps the rows of all open folders: sorting a million names never stalls the app. */
import { failed } from '../../shared/failure.ts'
import type { Change } from '../../shared/model/change.ts'
import type { Order, Row } from '../../shared/model/listing.ts'
import { serveWorker } from '../platform/workerLink.ts'
import { parseObjectsPage } from '../s3/objectsPage.ts'
import { parseVersionsPage, type VersionMarker } from '../s3/versionsPage.ts'
import { FolderRows, type RowsChange } from './folderRows.ts'

const folders = new Map<string, FolderRows>()

function folderOf(id: string): FolderRows {
  const folder = folders.get(id)
  if (folder) return folder
  throw failed({
    code: 'not-found',
    reason: 'listing-closed',
    message: 'This folder is not open any more.',
    wayOn: 'retry',
  })
}

/** A page as the server wrote it, and where it was asked to begin. */
type Page<Place> = On<{ readonly xml: Uint8Array; readonly after: Place | null }>

/** `next` null: that was the last page. */
export type AddedPage<Place> = { readonly entriesRead: number; readonly next: Place | null }

type On<Argument> = Argument & { readonly id: string }

const api = {
  open({ id, prefix, order, showDeleted }: On<{ prefix: string; order: Order; showDeleted: boolean }>) {
    folders.set(id, new FolderRows(prefix, order, showDeleted))
  },
  close({ id }: On<unknown>) {
    folders.delete(id)
  },
  addLive({ id, xml, after }: Page<string>): AddedPage<string> {
    const folder = folderOf(id)
    const { objects, prefixes, next } = parseObjectsPage(xml, after)
    folder.addLive({ objects, prefixes, complete: next === null })
    return { entriesRead: objects.length + prefixes.length, next }
  },
  addVersions({ id, xml, after }: Page<VersionMarker>): AddedPage<VersionMarker> {
    const folder = folderOf(id)
    const { entries, prefixes, next } = parseVersionsPage(xml, after)
    folder.addVersions({ entries, prefixes, complete: next === null })
    return { entriesRead: entries.length + prefixes.length, next }
  },
  /** All rows at once, of a folder that is told from elsewhere. */
  setRows({ id, rows }: On<{ rows: readonly Row[] }>) {
    folderOf(id).setRows(rows)
  },
  configure({ id, ...change }: On<RowsChange>) {
    folderOf(id).configure(change)
  },
  forgetVersions({ id }: On<unknown>) {
    folderOf(id).forgetVersions()
  },
  applyChanges({ id, changes }: On<{ changes: readonly Change[] }>) {
    return folderOf(id).applyChanges(changes)
  },
  judgeFolder({ id, prefix, ...found }: On<{ prefix: string; live: boolean; any: boolean }>) {
    folderOf(id).judgeFolder(prefix, found)
  },
  counts: ({ id }: On<unknown>) => folderOf(id).counts(),
  window: ({ id, start, end, keys }: On<{ start: number; end: number; keys: readonly string[] }>) =>
    folderOf(id).window(start, end, keys),
  locate: ({ id, keys }: On<{ keys: readonly string[] }>) => folderOf(id).locate(keys),
  find: ({ id, text, from }: On<{ text: string; from: number }>) => folderOf(id).find(text, from),
}

export type ListingsWorkerApi = typeof api

serveWorker(api)
