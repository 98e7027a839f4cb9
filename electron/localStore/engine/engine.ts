/**
 * The store below HTTP: one folder with a database and blob files. Reads go straight to `db`; everything that
 * changes goes through `commit`. Time comes from outside, so history can be written in the past.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { openBlobFiles, syncNamesNow, type BlobFiles, type BlobWriter } from './blobFiles.ts'
import { hasBlob } from './contents.ts'
import { openStoreDatabase } from './database.ts'
import { groupCommit, type Work } from './groupCommit.ts'
import { readSetting, writeSetting } from './settings.ts'

interface EngineOptions {
  /** Made when missing; nobody else may use it. Throws StoreInUseError when someone does. */
  readonly folder: string
  /** Epoch milliseconds. */
  readonly now?: () => number
}

export interface Engine {
  readonly db: Database
  readonly files: BlobFiles
  readonly now: () => number
  /** Runs a write in the next shared transaction; resolves once it is on the disk. */
  commit<Result>(work: Work<Result>): Promise<Result>
  /** Starts a blob in a file. It is swept at the next start unless a commit gives it to an owner. */
  createBlob(): Promise<BlobWriter>
  /** Commits what is waiting, then lets go of the folder. */
  close(): Promise<void>
}

/** Opens a store's folder, sweeps what a crash left, and holds the folder until `close`. */
export function openEngine({ folder, now = Date.now }: EngineOptions): Engine {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = openStoreDatabase(join(folder, 'store.sqlite'), folder)
  const ids = idSequence(db)
  const files = openBlobFiles(join(folder, 'blobs'), (id) => hasBlob(db, id))
  syncNamesNow(folder)
  const { commit, flush } = groupCommit(db, { now, nextId: ids.next, beforeCommit: ids.save })
  return {
    db,
    files,
    now,
    commit,
    createBlob: async () => await files.create(ids.next()),
    async close() {
      flush()
      await files.settled()
      db.close()
    },
  }
}

const nextIdSetting = 'nextId'
const numberText = z.string().regex(/^\d+$/).transform(Number)

/**
 * Numbers that are never given twice. Each commit saves how far they went; a crash can only lose numbers that no
 * row refers to, and the sweep removes the files that bear them.
 */
function idSequence(db: Database): { next: () => number; save: (db: Database) => void } {
  let next = numberText.parse(readSetting(db, nextIdSetting) ?? '1')
  return {
    next: () => next++,
    save: (tx) => writeSetting(tx, nextIdSetting, String(next)),
  }
}
