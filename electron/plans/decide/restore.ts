/** Restore: one chosen version of a key becomes the current one. */
import type { KeyHistory } from '../../../shared/history.ts'
import { bringBack, refuse, type BucketRules, type Decision } from './decision.ts'

export function decideRestore(history: KeyHistory, versionId: string, rules: BucketRules): Decision | null {
  const version = history.entries.find((entry) => entry.versionId === versionId && !entry.isMarker)
  return version === undefined ? refuse(history, 'version-gone') : bringBack(history, version, rules)
}
