/** What makes answers fast, written when nobody waits: small steps, so that a waiting write is soon let through. */
import { fillCells, nextFolderWithoutCells } from './cells.ts'
import { settleOne } from './folderSpans.ts'
import { write, type IndexStore } from './indexStore.ts'
import { decodeKey } from './keyBytes.ts'
import { labelsUnder } from './queries/place.ts'
import type { BigFolder } from './cells.ts'
import { z } from 'zod'
import { bytesSchema } from './keyBytes.ts'

/** One step; answers whether there may be another. */
export function maintain(store: IndexStore): boolean {
  if (write(store, () => settleOne(store))) return true
  const folder = nextFolderWithoutCells(store.database)
  if (folder === null) {
    // What was written lately moves from the log into the file itself, and the log shrinks.
    store.database.get(checkpointRow, 'PRAGMA wal_checkpoint(TRUNCATE)')
    return false
  }
  const range = labelsUnder(store.database, prefixOf(store, folder))
  write(store, () => fillCells(store.database, folder, range))
  store.folders.clear()
  return true
}

const checkpointRow = z.object({ busy: z.number() })

const parentRow = z.object({ parent: z.number(), name: bytesSchema })

/** Big folders are few: walking up the table for one costs little. */
function prefixOf({ database }: IndexStore, folder: BigFolder): string {
  let prefix = decodeKey(folder.name)
  let above = folder.parent
  while (above !== 0) {
    const row = database.get(parentRow, 'SELECT parent, name FROM folders WHERE id = ?', above)
    if (row === null) break
    prefix = decodeKey(row.name) + prefix
    above = row.parent
  }
  return prefix
}
