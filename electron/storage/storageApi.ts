/** Everything that can be asked of strata.sqlite, one function per question or durable change. */
import { join } from 'node:path'
import * as items from '../plans/itemTable.ts'
import * as plans from '../plans/planTable.ts'
import * as transferItems from '../transfers/transferItemTable.ts'
import * as transferParts from '../transfers/transferPartTable.ts'
import * as transfers from '../transfers/transferTable.ts'
import { migrations } from './schema.ts'
import { openDatabase, type Database } from './sqlite.ts'

type Statements = Record<string, (database: Database, argument: never) => unknown>
type Bound<Table extends Statements> = {
  [Name in keyof Table]: Table[Name] extends (database: Database, argument: infer A) => infer R
    ? (argument: A) => R
    : never
}

/** The same functions with the database filled in. */
function bound<Table extends Statements>(database: Database, table: Table): Bound<Table> {
  const entries = Object.entries(table).map(
    ([name, run]) => [name, (argument: never) => run(database, argument)] as const,
  )
  // Object.fromEntries forgets names; they are those of the table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Bound<Table>
}

export type StorageApi = ReturnType<typeof openStorageApi>['api']

/** Opens strata.sqlite in this thread; everything in it answers at once. */
export function openStorageApi(folder: string) {
  const database = openDatabase(join(folder, 'strata.sqlite'), migrations)
  const api = {
    ...bound(database, { ...plans }),
    ...bound(database, { ...items }),
    ...bound(database, { ...transfers }),
    ...bound(database, { ...transferItems }),
    ...bound(database, { ...transferParts }),
  }
  return { api, close: () => database.close() }
}
