/** What we wrote ourselves enters the index at once; where a change tells too little, the key is read again. */
import type { KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import type { Change } from '../../shared/model/change.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { z } from 'zod'
import { isCovered, uncover } from './coverage.ts'
import { FolderChanges } from './folderChanges.ts'
import { write, type IndexStore } from './indexStore.ts'
import { decodeKey, encodeKey, endOfKeys, justAfter } from './keyBytes.ts'
import { nextKey } from './labels.ts'
import { addKeys, knownKey, removeKey, replaceEntries } from './writeKeys.ts'

const idRow = z.object({ id: z.number() })

/** Keys that are new to the index: written at the end, neighbours together. */
type NewKeys = Map<string, readonly VersionEntry[]>

/** Answers with the keys whose history has to be read again: their range counts as unread until then. */
export function applyChanges(
  store: IndexStore,
  { changes }: { readonly changes: readonly Change[] },
): readonly string[] {
  return write(store, () => {
    const folders = new FolderChanges(store)
    const added: NewKeys = new Map()
    const doubtful = changes
      .filter((change) => !applyOne(store, folders, added, change))
      .map(({ key }) => key)
    for (const run of runsOf(store, added)) addKeys(store, folders, run)
    folders.apply()
    for (const key of doubtful) {
      const from = encodeKey(key)
      uncover(store.database, { from, to: justAfter(from) })
    }
    return [...new Set(doubtful)]
  })
}

/** Ascending runs of new keys, none with a known key in its middle. */
function runsOf({ database }: IndexStore, added: NewKeys): readonly (readonly KeyHistory[])[] {
  const runs = new Map<string, KeyHistory[]>()
  for (const [key, entries] of [...added].sort(([a], [b]) => compareKeys(a, b))) {
    const next = decodeKey(nextKey(database, encodeKey(key)) ?? endOfKeys)
    const run = runs.get(next)
    if (run) run.push({ key, entries })
    else runs.set(next, [{ key, entries }])
  }
  return [...runs.values()]
}

/** Whether the key's history is sure to be what the server has now. */
function applyOne(
  store: IndexStore,
  folders: FolderChanges,
  added: NewKeys,
  { key, latest, versions }: Change,
): boolean {
  const id = store.database.get(idRow, 'SELECT id FROM keys WHERE key = ?', encodeKey(key))?.id
  const known = id === undefined ? null : knownKey(store, key, id)
  const before = known?.history.entries ?? added.get(key) ?? []
  if (latest === 'nothing') {
    if (known) removeKey(store, folders, known)
    added.delete(key)
    return true
  }
  const { entries, sure } = withLatest(before, latest)
  if (known) replaceEntries(store, folders, known, entries)
  else added.set(key, entries)
  const count = entries.filter((entry) => !entry.isMarker).length
  const countBefore = before.filter((entry) => !entry.isMarker).length
  switch (versions.kind) {
    case 'counted':
      return versions.count === count
    case 'added': {
      const wasKnown = before.length > 0 || isCovered(store.database, key)
      return sure && wasKnown && count - countBefore === versions.count
    }
    case 'unknown':
      return false
  }
}

/** The history once `latest` is on top of it; `sure` is false where something else may have happened, too. */
function withLatest(
  before: readonly VersionEntry[],
  latest: VersionEntry,
): { readonly entries: readonly VersionEntry[]; readonly sure: boolean } {
  const same = ({ versionId, modifiedMs }: VersionEntry): boolean =>
    versionId === latest.versionId && (versionId !== 'null' || modifiedMs === latest.modifiedMs)
  const at = before.findIndex(same)
  if (at >= 0) return { entries: before.slice(at), sure: false }
  const kept = before.filter(({ versionId }) => latest.versionId !== 'null' || versionId !== 'null')
  return { entries: [latest, ...kept], sure: true }
}
