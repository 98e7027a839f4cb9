/** Where things lie in the index: a folder by its prefix, everything under a prefix as a run of labels. */
import { z } from 'zod'
import { ancestorPrefixes } from '../../../shared/key.ts'
import type { Database } from '../../storage/sqlite.ts'
import { rootId } from '../folderTree.ts'
import { encodeKey, prefixEnd } from '../keyBytes.ts'
import { labelFrom } from '../labels.ts'

/** Labels from `low` to before `high`. */
export type LabelRange = { readonly low: number; readonly high: number }

/** Everything whose key begins with the prefix. */
export function labelsUnder(database: Database, prefix: string): LabelRange {
  const bytes = encodeKey(prefix)
  return { low: labelFrom(database, bytes), high: labelFrom(database, prefixEnd(bytes)) }
}

const idRow = z.object({ id: z.number() })

/** The number of a folder; null where the index has nothing under it. */
export function folderId(database: Database, prefix: string): number | null {
  let id: number = rootId
  let done = 0
  for (const ancestor of ancestorPrefixes(prefix)) {
    const name = encodeKey(ancestor.slice(done))
    const found = database.get(idRow, 'SELECT id FROM folders WHERE parent = ? AND name = ?', id, name)
    if (found === null) return null
    id = found.id
    done = ancestor.length
  }
  return done === prefix.length ? id : null
}

/** The label of a key; null where the index doesn't have it. */
export const labelOf = (database: Database, key: string): number | null =>
  database.get(idRow, 'SELECT id FROM keys WHERE key = ?', encodeKey(key))?.id ?? null
