/** One Strata per data folder: a lock the system itself takes back when we end, however we end. */
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { failed } from '../../shared/failure.ts'

/** Makes the folder (for this user only) and locks it. Failures: conflict (already-running). */
export function lockDataFolder(folder: string): { readonly release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const database = new DatabaseSync(join(folder, 'lock'))
  try {
    // An exclusive transaction holds the file's lock for as long as it is open.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw failed(
      {
        code: 'conflict',
        reason: 'already-running',
        message: `Strata is already running with the data in ${folder}.`,
        advice: 'Use that window, or end it first.',
      },
      { cause: error },
    )
  }
  return { release: () => database.close() }
}
