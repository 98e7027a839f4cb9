/** SQLite as the store uses it: one exclusive connection, statements prepared once, every row parsed. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { migrations } from './schema.ts'

/** Reads and writes; everything happens at once (there is one connection and it never waits). */
export interface Database {
  /** The first row, or null. */
  get<Row>(row: z.ZodType<Row>, sql: string, ...values: SQLInputValue[]): Row | null
  all<Row>(row: z.ZodType<Row>, sql: string, ...values: SQLInputValue[]): Row[]
  /** Row by row: a caller that stops early reads no further. One such loop per statement at a time. */
  each<Row>(row: z.ZodType<Row>, sql: string, ...values: SQLInputValue[]): Iterable<Row>
  /** Runs a statement without rows; the number of rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number
  /** All of the body's writes, durable when this returns, or none and what it threw. */
  transaction<Result>(body: () => Result): Result
  /** Inside a transaction: all of the body's writes, or none and what it threw. */
  savepoint<Result>(body: () => Result): Result
  close(): void
}

/** A folder that another process (or another part of this one) holds. */
class StoreInUseError extends Error {
  constructor(folder: string, options?: ErrorOptions) {
    super(`the folder ${folder} is in use by another local store`, options)
    this.name = 'StoreInUseError'
  }
}

const busy = z.object({ errcode: z.literal(5) })

/** `FULL`: a commit is on the disk before it is acknowledged. `fullfsync`: on macOS too. */
const pragmas = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -65536;
  PRAGMA temp_store = MEMORY;`

/**
 * Opens (or makes) the database and brings its schema up to date. The lock is taken here and held until close;
 * the operating system releases it when the process dies. Throws StoreInUseError when it is taken.
 */
export function openDatabase(file: string, folder: string): Database {
  const connection = new DatabaseSync(file, { timeout: 0 })
  try {
    connection.exec(pragmas)
    connection.exec('BEGIN IMMEDIATE; COMMIT')
    migrate(connection)
  } catch (cause) {
    connection.close()
    if (busy.safeParse(cause).success) throw new StoreInUseError(folder, { cause })
    throw new Error(`the local store in ${folder} can't be opened: ${String(cause)}`, { cause })
  }
  return wrap(connection)
}

const versionRow = z.object({ user_version: z.number() })

function migrate(connection: DatabaseSync): void {
  const { user_version: from } = versionRow.parse(connection.prepare('PRAGMA user_version').get())
  if (from > migrations.length) throw new Error('it was written by a newer version of Strata')
  for (const [index, sql] of migrations.entries()) {
    if (index >= from) connection.exec(`BEGIN; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}

function wrap(connection: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const around = <Result>(begin: string, body: () => Result, commit: string, undo: () => void): Result => {
    prepared(begin).run()
    try {
      const result = body()
      prepared(commit).run()
      return result
    } catch (error) {
      undo()
      throw error
    }
  }
  // After some errors (a full disk) SQLite has rolled everything back by itself.
  const undoAll = (): void => void (connection.isTransaction && connection.exec('ROLLBACK'))
  const undoSome = (): void => connection.exec('ROLLBACK TO one; RELEASE one')
  return {
    get(row, sql, ...values) {
      const found = prepared(sql).get(...values)
      return found === undefined ? null : row.parse(found)
    },
    all: (row, sql, ...values) =>
      prepared(sql)
        .all(...values)
        .map((found) => row.parse(found)),
    *each(row, sql, ...values) {
      for (const found of prepared(sql).iterate(...values)) yield row.parse(found)
    },
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    transaction: (body) => around('BEGIN IMMEDIATE', body, 'COMMIT', undoAll),
    savepoint: (body) => around('SAVEPOINT one', body, 'RELEASE one', undoSome),
    close: () => connection.close(),
  }
}
