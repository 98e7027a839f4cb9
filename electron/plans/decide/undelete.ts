/** Undelete: what is deleted now comes back as it was when it was deleted. */
import { stateNow, type KeyHistory } from '../../../shared/history.ts'
import type { Span } from '../../../shared/model/plan.ts'
import { bringBack, refuse, type BucketRules, type Decision } from './decision.ts'

/** `deletedIn`: only what was deleted then; null: whenever it was. */
export function decideUndelete(
  history: KeyHistory,
  rules: BucketRules,
  deletedIn: Span | null = null,
): Decision | null {
  if (stateNow(history).kind !== 'deleted') return null
  if (deletedIn !== null && !wasDeletedIn(history, deletedIn)) return null
  const newest = history.entries.find((entry) => !entry.isMarker)
  return newest === undefined ? refuse(history, 'nothing-left') : bringBack(history, newest, rules)
}

/** It was deleted by the first of the markers on top: the others found nothing to delete. */
function wasDeletedIn({ entries }: KeyHistory, { fromMs, toMs }: Span): boolean {
  const newest = entries.findIndex(({ isMarker }) => !isMarker)
  const marker = entries[(newest === -1 ? entries.length : newest) - 1]
  return marker !== undefined && marker.modifiedMs >= fromMs && marker.modifiedMs <= toMs
}
