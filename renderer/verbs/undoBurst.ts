/** Takes back what happened at once in a folder, as a plan. */
import type { Burst, BurstItem } from '../../shared/model/activity.ts'
import type { PlanSpec } from '../../shared/model/plan.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { readBurst } from '../data/time.ts'
import type { Strata } from '../strata.ts'
import { timelineWords as words } from '../strings/timeline.ts'
import { openPlan } from './plans.ts'

export type UndoPart = 'deleted' | 'replaced' | 'all'

/** More keys than a plan can name one by one. */
const mostKeys = 50_000

/** Answers with whether a plan was opened. */
export async function undoBurst(
  strata: Strata,
  place: PrefixRef,
  burst: Burst,
  part: UndoPart,
): Promise<boolean> {
  try {
    if (part === 'deleted' && burst.deleted > mostKeys) {
      await openPlan(strata, undeleteSpec(place, burst))
      return true
    }
    const items = await readBurst(strata.api, place, burst, mostKeys)
    if (items === null) {
      strata.notices.tell({ tone: 'warn', text: words.tooMany(mostKeys) })
      return false
    }
    await openPlan(strata, undoSpec(place, burst, part, items))
    return true
  } catch (error) {
    strata.notices.tellFailure(error)
    return false
  }
}

/** However many they are: the planner looks for what was deleted then. */
export const undeleteSpec = (
  { connectionId, bucket, prefix }: PrefixRef,
  { fromMs, toMs }: Burst,
): PlanSpec => ({
  kind: 'undelete',
  connectionId,
  bucket,
  scope: { keys: [], prefixes: [prefix] },
  deletedIn: { fromMs, toMs },
})

/**
 * Deleted files lose their markers; whatever else was changed becomes what it was just before: the planner finds the
 * version of that moment, and puts it on top.
 */
export function undoSpec(
  { connectionId, bucket }: PrefixRef,
  { fromMs }: Burst,
  part: UndoPart,
  items: readonly BurstItem[],
): PlanSpec {
  const fitting = items.filter(({ kind }) => part === 'all' || kind === part)
  const keys = [...new Set(fitting.map(({ entry }) => entry.key))]
  const within = { connectionId, bucket, scope: { keys, prefixes: [] } }
  return part === 'deleted'
    ? { kind: 'undelete', ...within }
    : { kind: 'rewind', ...within, moment: { atMs: fromMs - 1 } }
}
