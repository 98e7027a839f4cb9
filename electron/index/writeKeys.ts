/** Keys and their entries, written with all that is told from them. Inside a transaction. */
import type { KeyHistory } from '../../shared/history.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { entriesOf, insertEntry } from './entryRows.ts'
import type { FolderChanges } from './folderChanges.ts'
import { folderNode, folderPrefixOf } from './folderTree.ts'
import { encodeKey } from './keyBytes.ts'
import { factsOf, noFacts, type KeyFacts } from './keyFacts.ts'
import { labelsFor } from './labels.ts'
import { searchText } from './searchText.ts'
import type { IndexStore } from './indexStore.ts'

export type KnownKey = { readonly id: number; readonly history: KeyHistory }

const insertKey = 'INSERT INTO keys (id, key, folder, entry_count, deleted_ms) VALUES (?, ?, ?, ?, ?)'

/** Adds keys in ascending order, between which there is no other key. */
export function addKeys(store: IndexStore, changes: FolderChanges, histories: readonly KeyHistory[]): void {
  const { database } = store
  const run = histories.map(({ key }) => encodeKey(key))
  const labels = labelsFor(database, run)
  for (const [at, { key, entries }] of histories.entries()) {
    const id = labels[at] ?? 0
    const facts = factsOf(entries)
    const folder = folderNode(store, folderPrefixOf(key))
    database.run(insertKey, id, run[at] ?? encodeKey(key), folder.id, entries.length, facts.deletedMs)
    database.run('INSERT INTO key_text (rowid, text) VALUES (?, ?)', id, searchText(key))
    insertEntries(store, id, entries, facts)
    changes.add(key, noFacts, facts)
  }
}

function insertEntries(
  store: IndexStore,
  id: number,
  entries: readonly VersionEntry[],
  { events }: KeyFacts,
): void {
  for (const [at, entry] of entries.entries()) {
    const event = events[at]
    if (event) insertEntry(store, { key: id, seq: entries.length - 1 - at }, entry, event)
  }
}

export function removeKey(store: IndexStore, changes: FolderChanges, { id, history }: KnownKey): void {
  const { database } = store
  database.run('DELETE FROM versions WHERE key = ?', id)
  database.run('DELETE FROM keys WHERE id = ?', id)
  database.run('DELETE FROM key_text WHERE rowid = ?', id)
  changes.add(history.key, factsOf(history.entries), noFacts)
}

/** Gives a key other entries than it had; there is at least one. */
export function replaceEntries(
  store: IndexStore,
  changes: FolderChanges,
  { id, history }: KnownKey,
  entries: readonly VersionEntry[],
): void {
  const { database } = store
  const facts = factsOf(entries)
  database.run('DELETE FROM versions WHERE key = ?', id)
  insertEntries(store, id, entries, facts)
  const update = 'UPDATE keys SET entry_count = ?, deleted_ms = ? WHERE id = ?'
  database.run(update, entries.length, facts.deletedMs, id)
  changes.add(history.key, factsOf(history.entries), facts)
}

/** What the index holds of a key with this label. */
export const knownKey = (store: IndexStore, key: string, id: number): KnownKey => ({
  id,
  history: { key, entries: entriesOf(store.database, key, id) },
})

/** Whether two lists of entries say the same, but for which is the latest: that is told by the order. */
export function sameEntries(a: readonly VersionEntry[], b: readonly VersionEntry[]): boolean {
  return a.length === b.length && a.every((entry, at) => isSame(entry, b[at]))
}

function isSame(a: VersionEntry, b: VersionEntry | undefined): boolean {
  return (
    b !== undefined &&
    a.versionId === b.versionId &&
    a.isMarker === b.isMarker &&
    a.modifiedMs === b.modifiedMs &&
    (a.isMarker || a.sizeBytes === b.sizeBytes) &&
    a.etag === b.etag &&
    a.storageClass === b.storageClass &&
    a.owner?.id === b.owner?.id
  )
}
