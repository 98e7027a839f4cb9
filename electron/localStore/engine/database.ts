/** The store's database: one exclusive connection to one folder. */
import { z } from 'zod'
import { openDatabase, type Database } from '../../storage/sqlite.ts'
import { migrations } from './schema.ts'

/** A folder that another process (or another part of this one) holds. */
class StoreInUseError extends Error {
  constructor(folder: string, options?: ErrorOptions) {
    super(`the folder ${folder} is in use by another local store`, options)
    this.name = 'StoreInUseError'
  }
}

const busy = z.object({ errcode: z.literal(5) })

const exclusive = `
  PRAGMA locking_mode = EXCLUSIVE;
  BEGIN IMMEDIATE; COMMIT;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -65536;`

/**
 * Opens (or makes) the database and brings its schema up to date. The lock is taken here and held until close;
 * the operating system releases it when the process dies. Throws StoreInUseError when it is taken.
 */
export function openStoreDatabase(file: string, folder: string): Database {
  try {
    return openDatabase(file, migrations, exclusive)
  } catch (cause) {
    if (busy.safeParse(cause).success) throw new StoreInUseError(folder, { cause })
    throw new Error(`the local store in ${folder} can't be opened: ${String(cause)}`, { cause })
  }
}
