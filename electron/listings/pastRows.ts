/** A folder as it was, as rows: from the index where that has all of it, else from its versions on the server. */
import { stateAt, type KeyHistory } from '../../shared/history.ts'
import { childOf, delimiter } from '../../shared/key.ts'
import type { Past, Row } from '../../shared/model/listing.ts'
import type { Moment } from '../../shared/model/moment.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { failureBehind } from '../../shared/failure.ts'
import type { BucketIndex } from '../index/bucketIndex.ts'
import type { BucketIndexes } from '../index/bucketIndexes.ts'
import type { ChildAt } from '../index/queries/folderAt.ts'
import { instantOf } from '../plans/draft/instantOf.ts'
import { historiesUnder } from '../plans/histories.ts'
import type { S3Server } from '../s3/server.ts'

export type PastQuery = PrefixRef & { readonly at: Moment; readonly deleted: boolean }

export type PastReading = {
  readonly server: S3Server
  readonly indexes: BucketIndexes
  readonly signal: AbortSignal
  /** How far it is; never more than a few times a second is needed. */
  readonly progress: (past: Past) => void
}

/** Failures as the version listing's; not-found (version-gone) where the moment's entry is gone. */
export async function readPast(query: PastQuery, reading: PastReading): Promise<readonly Row[]> {
  return (await fromIndex(query, reading)) ?? (await fromServer(query, reading))
}

/** null where the index can't tell. */
async function fromIndex(query: PastQuery, reading: PastReading): Promise<readonly Row[] | null> {
  const { indexes, signal } = reading
  if (!(await readyIndex(query, reading))) return null
  try {
    const index = await indexes.indexOf(query)
    const rows = await rowsOfIndex(index, { ...query, at: await knownMoment(query, reading) }, signal)
    const coverage = (await indexes.coverageOf(query)) ?? unread
    reading.progress({ at: query.at, source: 'index', entriesRead: rows.length, coverage })
    return rows
  } catch (error) {
    const { reason } = failureBehind(error)
    // The moment is named after an entry that the index doesn't have, or there is no index any more.
    if (reason === 'version-unknown' || reason === 'no-index' || reason === 'index-damaged') return null
    throw error
  }
}

/** Seen from another folder, the moment before an entry is a time: the index need not have the entry itself. */
async function knownMoment(
  { at, prefix, bucket }: PastQuery,
  { server, signal }: PastReading,
): Promise<Moment> {
  if ('atMs' in at || at.before.key.startsWith(prefix)) return at
  const { atMs } = await instantOf({ place: { server, bucket }, signal }, at)
  return { atMs: atMs - justBeforeMs }
}

/** Times are whole milliseconds. */
const justBeforeMs = 0.5

/** Reads the folder into the index first, where the index may read; tells how far that is. */
async function readyIndex(query: PastQuery, { indexes, signal, progress }: PastReading): Promise<boolean> {
  // The index knows folders; a connection may be for keys that begin with anything.
  if (query.prefix !== '' && !query.prefix.endsWith(delimiter)) return false
  await indexes.begin(query, signal)
  const before = await indexes.entriesRead(query)
  const tell = async (): Promise<void> => {
    const entriesRead = Math.max(0, (await indexes.entriesRead(query)) - before)
    progress({ at: query.at, source: 'index', entriesRead, coverage: unread })
  }
  const stop = indexes.subscribe(query, () => void tell().catch(() => undefined))
  try {
    return await indexes.readFirst(query, signal)
  } catch (error) {
    if (signal.aborted) throw error
    // Paused or removed while we waited, or it can't go on: its state says why, and the folder is read without it.
    return false
  } finally {
    stop()
  }
}

const unread = { complete: false, oldestReadMs: null }
const pageSize = 1000

async function rowsOfIndex(
  index: BucketIndex,
  { prefix, at: moment, deleted }: PastQuery,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    signal.throwIfAborted()
    const page: { readonly children: readonly ChildAt[]; readonly next: string | null } = await index.ask(
      'folderAt',
      { prefix, moment, deleted, after, limit: pageSize },
    )
    for (const child of page.children) if (!isPlaceholder(prefix, child)) rows.push(rowOf(child))
    after = page.next
  } while (after !== null)
  return rows
}

function rowOf(child: ChildAt): Row {
  if (child.kind === 'folder') return folderRow(child.key, child.deleted)
  const { version, versionCount, deletedMs, certain } = child
  return fileRow(version, { versionCount, deletedMs, certain })
}

const isPlaceholder = (prefix: string, child: ChildAt): boolean =>
  child.kind === 'file' && child.key === prefix && (child.version.sizeBytes === 0 || child.deletedMs !== null)

const folderRow = (key: string, deleted: boolean): Row => ({
  key,
  kind: 'folder',
  deleted,
  sizeBytes: null,
  modifiedMs: null,
  versionCount: null,
  storageClass: null,
  versionId: null,
  certain: true,
})

type FileFacts = {
  readonly versionCount: number
  readonly deletedMs: number | null
  readonly certain: boolean
}

function fileRow(version: VersionEntry, { versionCount, deletedMs, certain }: FileFacts): Row {
  const { key, sizeBytes, modifiedMs, storageClass, versionId } = version
  return {
    key,
    kind: 'file',
    deleted: deletedMs !== null,
    sizeBytes,
    modifiedMs: deletedMs ?? modifiedMs,
    versionCount,
    storageClass,
    versionId,
    certain,
  }
}

/** Every version under the folder: ⌈entries/1000⌉ requests. */
async function fromServer(
  query: PastQuery,
  { server, signal, progress }: PastReading,
): Promise<readonly Row[]> {
  const { at, prefix, bucket } = query
  const place = { server, bucket }
  const readMs = Date.now()
  const instant = await instantOf({ place, signal }, at)
  const rows = new Map<string, Row>()
  let entriesRead = 0
  for await (const history of historiesUnder(place, { prefix }, { signal })) {
    entriesRead += history.entries.length
    const row = rowAt(query, history, stateAt(history, instant))
    const known = row && rows.get(row.key)
    if (row && (known === undefined || (known?.deleted === true && !row.deleted))) rows.set(row.key, row)
    progress({ at, source: 'server', entriesRead, coverage: unread })
  }
  progress({ at, source: 'server', entriesRead, coverage: { complete: true, oldestReadMs: readMs } })
  return [...rows.values()]
}

/** What a key shows of itself in the folder; null: nothing. */
function rowAt(
  { prefix, deleted }: PastQuery,
  { key, entries }: KeyHistory,
  state: ReturnType<typeof stateAt>,
): Row | null {
  const child = childOf(prefix, key)
  const newest = state.kind === 'live' ? state.version : state.kind === 'deleted' ? state.marker : null
  if (child === null || newest === null) return null
  const versions = entries.slice(entries.indexOf(newest)).filter(({ isMarker }) => !isMarker)
  const [version] = versions
  const isDeleted = state.kind === 'deleted'
  if (version === undefined || (isDeleted && !deleted)) return null
  if (child !== key) return folderRow(child, isDeleted)
  const deletedMs = isDeleted ? newest.modifiedMs : null
  const facts = { versionCount: versions.length, deletedMs, certain: state.certain }
  const asChild: ChildAt = { kind: 'file', key, version, ...facts }
  return isPlaceholder(prefix, asChild) ? null : rowOf(asChild)
}
