/** Undelete: what is deleted now comes back as it was when it was deleted. */
import { stateNow, type KeyHistory } from '../../../shared/history.ts'
import { bringBack, refuse, type BucketRules, type Decision } from './decision.ts'

export function decideUndelete(history: KeyHistory, rules: BucketRules): Decision | null {
  if (stateNow(history).kind !== 'deleted') return null
  const newest = history.entries.find((entry) => !entry.isMarker)
  return newest === undefined ? refuse(history, 'nothing-left') : bringBack(history, newest, rules)
}
