/** What we wrote ourselves enters the index at once; where a change tells too little, the key is read again. */
import type { Change } from '../../shared/model/change.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { z } from 'zod'
import { isCovered, uncover } from './coverage.ts'
import { FolderChanges } from './folderChanges.ts'
import { write, type IndexStore } from './indexStore.ts'
import { encodeKey, justAfter } from './keyBytes.ts'
import { addKeys, knownKey, removeKey, replaceEntries } from './writeKeys.ts'

const idRow = z.object({ id: z.number() })

/** Answers with the keys whose history has to be read again: their range counts as unread until then. */
export function applyChanges(
  store: IndexStore,
  { changes }: { readonly changes: readonly Change[] },
): readonly string[] {
  return write(store, () => {
    const folders = new FolderChanges(store)
    const doubtful = changes.filter((change) => !applyOne(store, folders, change)).map(({ key }) => key)
    folders.apply()
    for (const key of doubtful) {
      const from = encodeKey(key)
      uncover(store.database, { from, to: justAfter(from) })
    }
    return [...new Set(doubtful)]
  })
}

/** Whether the key's history is sure to be what the server has now. */
function applyOne(store: IndexStore, folders: FolderChanges, { key, latest, versions }: Change): boolean {
  const id = store.database.get(idRow, 'SELECT id FROM keys WHERE key = ?', encodeKey(key))?.id
  const known = id === undefined ? null : knownKey(store, key, id)
  const before = known?.history.entries ?? []
  if (latest === 'nothing') {
    if (known) removeKey(store, folders, known)
    return true
  }
  const { entries, sure } = withLatest(before, latest)
  if (known) replaceEntries(store, folders, known, entries)
  else addKeys(store, folders, [{ key, entries }])
  const count = entries.filter((entry) => !entry.isMarker).length
  const countBefore = before.filter((entry) => !entry.isMarker).length
  switch (versions.kind) {
    case 'counted':
      return versions.count === count
    case 'added':
      return (
        sure && (known !== null || isCovered(store.database, key)) && count - countBefore === versions.count
      )
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
