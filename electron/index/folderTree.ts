/** The prefixes of a bucket as a tree: each has its parent, its name and a number. */
import { z } from 'zod'
import { delimiter } from '../../shared/key.ts'
import { encodeKey } from './keyBytes.ts'
import type { FolderNode, IndexStore } from './indexStore.ts'

export const rootId = 1
const mostRemembered = 100_000

/** The prefix that a listing with the delimiter shows the key in: `a/b/` is the placeholder within `a/b/`. */
export const folderPrefixOf = (key: string): string => key.slice(0, key.lastIndexOf(delimiter) + 1)

const folderRow = z.object({ id: z.number(), hasCells: z.number() })

const findFolder = 'SELECT id, has_cells AS hasCells FROM folders WHERE parent = ? AND name = ?'

/** The folder of a prefix that ends with the delimiter (or is empty); it is made when there is none. */
export function folderNode(store: IndexStore, prefix: string): FolderNode {
  const known = store.folders.get(prefix)
  if (known) return known
  if (store.folders.size > mostRemembered) store.folders.clear()
  const node = readOrMake(store, prefix)
  store.folders.set(prefix, node)
  return node
}

function readOrMake(store: IndexStore, prefix: string): FolderNode {
  const { database } = store
  const parentPrefix = folderPrefixOf(prefix.slice(0, -1))
  const parent = prefix === '' ? null : folderNode(store, parentPrefix)
  const name = encodeKey(prefix.slice(parentPrefix.length))
  const found = database.get(folderRow, findFolder, parent?.id ?? 0, name)
  if (found) return { id: found.id, prefix, parent, name, hasCells: found.hasCells === 1 }
  const id = store.nextFolderId++
  database.run('INSERT INTO folders (parent, name, id) VALUES (?, ?, ?)', parent?.id ?? 0, name, id)
  return { id, prefix, parent, name, hasCells: false }
}

export function removeFolder({ database, folders }: IndexStore, node: FolderNode): void {
  database.run('DELETE FROM folders WHERE parent = ? AND name = ?', node.parent?.id ?? 0, node.name)
  database.run('DELETE FROM spans WHERE folder = ?', node.id)
  database.run('DELETE FROM cells WHERE folder = ?', node.id)
  folders.delete(node.prefix)
}
