/** A range as it was read from the server takes the place of what the index held there. */
import { z } from 'zod'
import type { KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { cover, type KeyRange, type Reading } from './coverage.ts'
import { entryOf, versionColumns, versionRow } from './entryRows.ts'
import { FolderChanges } from './folderChanges.ts'
import { write, type IndexStore } from './indexStore.ts'
import { bytesSchema, compareBytes, decodeKey, encodeKey, justAfter } from './keyBytes.ts'
import { addKeys, removeKey, replaceEntries, sameEntries, type KnownKey } from './writeKeys.ts'

export type RangeRead = KeyRange & {
  readonly reading: Reading
  /** Every key in the range, in order, whole. */
  readonly histories: readonly KeyHistory[]
  /** Keys that were written since the range was asked for: the index knows better. */
  readonly leave: readonly string[]
  /** Set where the range comes from an inventory. */
  readonly inventory?: InventoryFacts
}

export type InventoryFacts = {
  /** What the index knows to be younger stays, on top. */
  readonly createdMs: number
  /** Keys whose order the inventory doesn't tell. */
  readonly uncertain: readonly string[]
}

/** So much of what was there before is replaced in one transaction. */
const keysPerTransaction = 2000

/** Where to go on when the range held too much for one transaction; null when it is written. */
export function writeRange(store: IndexStore, range: RangeRead): Uint8Array | null {
  return write(store, () => {
    const { known, more } = knownIn(store, range)
    const from = decodeKey(range.from)
    const upTo = more ? known.at(-1)?.history.key : undefined
    const isHere = (key: string): boolean =>
      compareKeys(key, from) >= 0 && (upTo === undefined || compareKeys(key, upTo) <= 0)
    const histories = range.histories.filter(({ key }) => isHere(key))
    const changes = new FolderChanges(store)
    const runs = replaceKnown(store, changes, { known, histories }, range)
    for (const run of runs) addKeys(store, changes, run)
    changes.apply()
    const last = more ? known.at(-1) : undefined
    const to = last === undefined ? range.to : justAfter(last.bytes)
    cover(store.database, { from: range.from, to }, range.reading)
    noteUncertain(store, { from: range.from, to }, range.inventory?.uncertain ?? [])
    return last === undefined ? null : to
  })
}

/** Removes and replaces; answers with the runs of keys that are new. */
function replaceKnown(
  store: IndexStore,
  changes: FolderChanges,
  { known, histories }: { readonly known: readonly KnownKey[]; readonly histories: readonly KeyHistory[] },
  { leave: left, inventory }: RangeRead,
): readonly (readonly KeyHistory[])[] {
  const leave = new Set(left)
  const runs: KeyHistory[][] = []
  let run: KeyHistory[] = []
  let at = 0
  const breakRun = (): void => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const before of [...known, null]) {
    for (; at < histories.length; at++) {
      const history = histories[at]
      if (history === undefined || (before && compareKeys(history.key, before.history.key) >= 0)) break
      if (!leave.has(history.key) && history.entries.length > 0) run.push(history)
    }
    if (before === null) break
    const now = histories[at]?.key === before.history.key ? histories[at++] : undefined
    const entries = withYounger(now?.entries ?? [], before.history.entries, inventory)
    if (leave.has(before.history.key)) breakRun()
    else if (entries.length === 0) removeKey(store, changes, before)
    else {
      breakRun()
      if (!sameEntries(before.history.entries, entries)) replaceEntries(store, changes, before, entries)
    }
  }
  breakRun()
  return runs
}

/** What an inventory says of a key, beneath what the index knows to have happened since. */
function withYounger(
  entries: readonly VersionEntry[],
  known: readonly VersionEntry[],
  inventory: InventoryFacts | undefined,
): readonly VersionEntry[] {
  if (inventory === undefined) return entries
  const ids = new Set(entries.map(({ versionId, modifiedMs }) => `${versionId} ${modifiedMs}`))
  const younger = known.filter(
    ({ versionId, modifiedMs }) => modifiedMs > inventory.createdMs && !ids.has(`${versionId} ${modifiedMs}`),
  )
  // There is one `null` version at most.
  const isNullGone = younger.some(({ versionId }) => versionId === 'null')
  return [...younger, ...entries.filter(({ versionId }) => !isNullGone || versionId !== 'null')]
}

function noteUncertain({ database }: IndexStore, { from, to }: KeyRange, keys: readonly string[]): void {
  database.run('DELETE FROM uncertain_keys WHERE key >= ? AND key < ?', from, to)
  for (const key of keys) {
    const bytes = encodeKey(key)
    const isHere = compareBytes(bytes, from) >= 0 && compareBytes(bytes, to) < 0
    if (isHere) database.run('INSERT OR IGNORE INTO uncertain_keys VALUES (?)', bytes)
  }
}

type KnownWithBytes = KnownKey & { readonly bytes: Uint8Array }

const knownRow = versionRow.extend({ id: z.number(), keyBytes: bytesSchema })

function knownIn(
  { database }: IndexStore,
  { from, to }: KeyRange,
): { readonly known: readonly KnownWithBytes[]; readonly more: boolean } {
  const sql = `SELECT k.id AS id, k.key AS keyBytes, ${versionColumns}
    FROM (SELECT id, key FROM keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ${keysPerTransaction + 1}) k
    JOIN versions v ON v.key = k.id ORDER BY k.key, v.seq DESC`
  const known: (KnownWithBytes & { history: { entries: unknown[] } })[] = []
  for (const row of database.each(knownRow, sql, from, to)) {
    const last = known.at(-1)
    if (last?.id === row.id) last.history.entries.push(entryOf(last.history.key, row, false))
    else {
      const key = decodeKey(row.keyBytes)
      known.push({ id: row.id, bytes: row.keyBytes, history: { key, entries: [entryOf(key, row, true)] } })
    }
  }
  return { known: known.slice(0, keysPerTransaction), more: known.length > keysPerTransaction }
}
