/** An open index: its database and what the writer remembers of it. */
import { z } from 'zod'
import type { Database } from '../storage/sqlite.ts'

/** A prefix of the bucket that holds something; the root is its own parent's child, too: 0. */
export type FolderNode = {
  readonly id: number
  readonly prefix: string
  readonly parent: FolderNode | null
  readonly name: Uint8Array
  readonly hasCells: boolean
}

export type IndexStore = {
  readonly database: Database
  readonly words: Map<string, number>
  readonly folders: Map<string, FolderNode>
  nextFolderId: number
  /** A transaction around several writes is under way. */
  isTogether: boolean
}

const idRow = z.object({ id: z.number().nullable() })

export function openIndexStore(database: Database): IndexStore {
  const last = database.get(idRow, 'SELECT max(id) AS id FROM folders')?.id ?? 1
  return { database, words: new Map(), folders: new Map(), nextFolderId: last + 1, isTogether: false }
}

/** All of the body's writes or none; what is remembered never outlives what was written. */
export function write<Result>(store: IndexStore, body: () => Result): Result {
  try {
    return store.isTogether ? store.database.savepoint(body) : store.database.transaction(body)
  } catch (error) {
    store.words.clear()
    store.folders.clear()
    throw error
  }
}

/** One transaction around all writes of the body. */
export function together(store: IndexStore, body: () => void): void {
  write(store, () => {
    store.isTogether = true
    try {
      body()
    } finally {
      store.isTogether = false
    }
  })
}
