/** The file of an index: made for its owner's eyes only, and thrown away when it can't be read. */
import { createHash } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failed, type FailureError } from '../../shared/failure.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { openDatabase, type Database } from '../storage/sqlite.ts'
import { indexMigrations } from './schema.ts'

/** Files of another layout are not looked at: count up when the schema changes. */
const layout = 2

/** Where the index of a bucket lies; the name tells nobody which bucket it is. */
export function indexFile(folder: string, { connectionId, bucket }: BucketRef, ofLayout = layout): string {
  const name = createHash('sha256').update(`${connectionId}\n${bucket}`).digest('hex').slice(0, 32)
  return join(folder, `${name}-${ofLayout}.sqlite`)
}

/** What an older Strata left of the index of this bucket. */
export function removeOlderLayouts(folder: string, bucket: BucketRef): void {
  for (let older = 1; older < layout; older++) removeIndexFiles(indexFile(folder, bucket, older))
}

const companions = ['', '-wal', '-shm'] as const

export function removeIndexFiles(file: string): void {
  for (const suffix of companions) rmSync(`${file}${suffix}`, { force: true })
}

export function indexFileBytes(file: string): number {
  return companions.reduce(
    (sum, suffix) => sum + (statSync(`${file}${suffix}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}

const sqliteError = z.object({ errcode: z.number() })

/** SQLite's primary result code behind an error; null when it isn't one of SQLite's. */
function sqliteCode(error: unknown): number | null {
  const parsed = sqliteError.safeParse(error)
  return parsed.success ? parsed.data.errcode & 0xff : null
}

const corrupt = 11
const notADatabase = 26
const diskFull = 13

/** What is wrong can only be cured by reading everything anew. */
export function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === corrupt || code === notADatabase
}

/** A full disk in words; anything else as it is. */
export function indexFailure(error: unknown): unknown {
  return sqliteCode(error) === diskFull ? diskFullFailure(error) : error
}

function diskFullFailure(cause: unknown): FailureError {
  return failed(
    {
      code: 'unexpected',
      reason: 'disk-full',
      message: 'The disk is full: the index of this bucket can not grow.',
      advice: 'Make room on the disk, then go on. What was read so far is kept.',
      wayOn: 'retry',
    },
    { cause },
  )
}

const pagesCached = 'PRAGMA cache_size = -65536; PRAGMA page_size = 4096;'

const pagesRow = z.object({ wal_autocheckpoint: z.number() })

/** Opens the file of an index, making it when there is none. Throws what SQLite throws. */
export function openIndexDatabase(file: string, folder: string): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const database = openDatabase(file, indexMigrations, pagesCached)
  // A commit lost in a power cut is read from the server again; a consistent file is all that is needed.
  database.run('PRAGMA synchronous = NORMAL')
  // Rows by time go everywhere: a page of the file that changes with every commit is moved into it once for many.
  database.get(pagesRow, 'PRAGMA wal_autocheckpoint = 16384')
  return database
}
