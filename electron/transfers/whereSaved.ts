/** What a download left on this computer, to be opened or shown in the system's file browser. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { failed } from '../../shared/failure.ts'
import type { Storage } from '../storage/storage.ts'
import { savedName, wayBelow } from './savePath.ts'
import type { TransferBatch } from './transferBatch.ts'
import type { ItemRow } from './transferRows.ts'

/** One file, or for the whole batch its first that is there; failing that, the chosen folder. */
export async function savedPathOf(
  storage: Storage,
  batch: TransferBatch,
  itemId: string | null,
): Promise<string> {
  const { spec } = batch.row
  if (spec.kind !== 'download') throw nothingToShow()
  const start = itemId === null ? -1 : Number(itemId) - 1
  const query = { batchId: batch.id, after: start, count: itemId === null ? 50 : 1 }
  const rows = await storage.call('doneTransfers', query)
  for (const row of rows) {
    const path = pathOf(spec.folder, row)
    if (path !== null && existsSync(path)) return path
  }
  if (itemId === null && existsSync(spec.folder)) return spec.folder
  throw nothingToShow()
}

function pathOf(root: string, { task, savedAs }: ItemRow): string | null {
  if (savedAs !== null) return join(root, savedAs)
  return task?.kind === 'download' ? join(root, ...wayBelow(task.folder), savedName(task.key)) : null
}

const nothingToShow = () =>
  failed({
    code: 'not-found',
    reason: 'nothing-to-show',
    message: 'Nothing was saved on this computer yet.',
  })
