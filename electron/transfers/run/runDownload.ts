/** One file of a download: under its own name, or beside what has that name. */
import { stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { nameOf } from '../../../shared/key.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { TransferItem } from '../../../shared/model/transfer.ts'
import { headObject } from '../../s3/readObject.ts'
import { savedName, type SaveFolder } from '../savePath.ts'
import type { Task } from '../tasks.ts'
import { downloadFile } from './downloadFile.ts'
import type { Downloaded } from './downloadTarget.ts'
import type { Done, ServerContext } from './runContext.ts'
import { savedBefore } from './savedBefore.ts'

export type DownloadRun = ServerContext & {
  readonly from: BucketRef
  readonly save: SaveFolder
  /** When the batch began: what is younger on this computer may be ours. */
  readonly createdMs: number
  /** What had the file's name when it was found. */
  readonly collision: TransferItem['collision']
  readonly sizeBytes: number
}

export async function runDownload(
  run: DownloadRun,
  { key, versionId, folder }: Extract<Task, { kind: 'download' }>,
): Promise<Done> {
  const name = savedName(key)
  const place = await run.save.folderFor(folder)
  const path = join(place, name)
  const address = { bucket: run.from.bucket, key, versionId }
  const before = await savedBefore(run, address, { folder: place, name })
  if (before !== null) return doneAt(run, { key, folder }, before)
  if (!(await isWanted(run, path, address)))
    return { state: 'skipped', sizeBytes: 0, checked: 'no', savedAs: null }
  const replaces = run.choice !== null && run.choice !== 'keep-both' && (await isStill(path, run.collision))
  const saved = await downloadFile(run, address, { folder: place, name, replaces }, run.sizeBytes)
  run.save.claim(saved.path)
  return doneAt(run, { key, folder }, saved)
}

async function doneAt(
  { save }: DownloadRun,
  { key, folder }: Pick<Extract<Task, { kind: 'download' }>, 'key' | 'folder'>,
  { path, sizeBytes, checked }: Downloaded,
): Promise<Done> {
  const savedAs = relative(await save.folderFor(''), path)
  const isAsNamed = savedAs === join(...folder.split('/').filter(Boolean), nameOf(key))
  return { state: 'done', sizeBytes, checked, savedAs: isAsNamed ? null : savedAs }
}

export async function runDownloadFolder(
  { save }: DownloadRun,
  { folder }: Extract<Task, { kind: 'download-folder' }>,
): Promise<Done> {
  await save.folderFor(folder)
  return { state: 'done', sizeBytes: 0, checked: 'hash', savedAs: null }
}

type Address = { readonly bucket: string; readonly key: string; readonly versionId: string | null }

/** Where only what differs, or only what is newer, was asked for. */
async function isWanted(run: DownloadRun, path: string, address: Address): Promise<boolean> {
  const { choice, server, signal, collision } = run
  if (choice === 'skip') return false
  if ((choice !== 'newer' && choice !== 'compare') || collision === null) return true
  const facts = await headObject(server, address, { signal, priority: 'transfer' })
  if (choice === 'newer') return (facts.modifiedMs ?? 0) > collision.modifiedMs
  return (
    facts.sizeBytes !== collision.sizeBytes || facts.etag !== (await md5Of(run, path, collision.sizeBytes))
  )
}

async function md5Of({ disk }: DownloadRun, path: string, sizeBytes: number): Promise<string | null> {
  const hash = disk.file(path, null)
  hash.grownTo(sizeBytes)
  return (await hash.end()).md5
}

/** Only what somebody was asked about gives way: not what another file of this batch put there since. */
async function isStill(path: string, collision: TransferItem['collision']): Promise<boolean> {
  const there = await stat(path).catch(() => null)
  return (
    there !== null &&
    collision !== null &&
    there.size === collision.sizeBytes &&
    there.mtimeMs === collision.modifiedMs
  )
}
