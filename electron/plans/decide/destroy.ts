/** Purge, empty and delete forever: the only decisions that destroy versions. */
import type { KeyHistory } from '../../../shared/history.ts'
import type { PurgeRule } from '../../../shared/model/plan.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { fingerprint, refuse, type Decision } from './decision.ts'

const dayMs = 24 * 3600 * 1000

/** null: nothing of this key is destroyed. */
function destroy(history: KeyHistory, victims: readonly VersionEntry[]): Decision | null {
  if (victims.length === 0) return null
  const top = history.entries[0]
  return {
    key: history.key,
    side: 'here',
    group: 'destroy',
    action: { kind: 'destroy', versionIds: victims.map((victim) => victim.versionId) },
    refusal: null,
    sizeBytes: victims.reduce((sum, victim) => sum + (victim.sizeBytes ?? 0), 0),
    sourceMs: victims[0]?.modifiedMs ?? null,
    currentMs: top?.modifiedMs ?? null,
    currentBytes: top?.sizeBytes ?? null,
    expected: fingerprint(top),
  }
}

/** Everything: versions and markers. */
export const decideEmpty = (history: KeyHistory): Decision | null => destroy(history, history.entries)

/** Chosen versions; those that are gone already are said to be. */
export function decideDestroy(history: KeyHistory, versionIds: ReadonlySet<string>): Decision | null {
  const victims = history.entries.filter((entry) => versionIds.has(entry.versionId))
  return victims.length < versionIds.size ? refuse(history, 'version-gone') : destroy(history, victims)
}

/**
 * By rule. A version's age counts from when it stopped being current, which is when the entry above it was written,
 * as S3 counts NoncurrentDays. The current version is never destroyed, and by default neither is the newest data
 * version of a deleted file.
 */
export function decidePurge(history: KeyHistory, rule: PurgeRule, nowMs: number): Decision | null {
  const { entries } = history
  const data = entries.filter((entry) => !entry.isMarker)
  const deleted = entries[0]?.isMarker === true
  const kept = new Set<VersionEntry>(data.slice(0, rule.keepNewest ?? 0))
  if (deleted && rule.keepLastOfDeleted) for (const newest of data.slice(0, 1)) kept.add(newest)
  const oldEnough = (at: number): boolean => {
    const replacedMs = entries[at - 1]?.modifiedMs
    return replacedMs !== undefined && nowMs - replacedMs >= (rule.olderThanDays ?? 0) * dayMs
  }
  const victims = entries.filter((entry, at) => at > 0 && !kept.has(entry) && oldEnough(at))
  const leftData = data.some((version) => !victims.includes(version))
  if (leftData || !deleted) return destroy(history, victims)
  // Nothing would be left but markers: they hide nothing any more.
  return destroy(history, rule.orphanMarkers ? entries : victims)
}
