/** A plan as people see it: what it will do, what it did, whether it can be undone. */
import type { ItemState, PlanKind, PlanSummary } from '../../shared/model/plan.ts'
import type { ItemCounts } from './itemTable.ts'
import type { PlanRow } from './planRows.ts'

/** What these did is gone for good. */
const final = new Set<PlanKind>(['purge', 'empty', 'destroy'])

/** Requests that the run will take, as far as that can be told before: each copy is proved by four more. */
function writesOf({ groups }: ItemCounts, spec: PlanRow['spec']): number {
  const count = (group: string): number => groups.find((each) => each.group === group)?.count ?? 0
  const deletes = spec.kind === 'undelete' ? count('come-back') : 0
  const bulk = deletes + count('remove') + count('destroy')
  const copies = count('come-back') - deletes + count('replace') + count('arrive')
  return Math.ceil(bulk / 1000) + copies * 3
}

export function summaryOf(plan: PlanRow, counts: ItemCounts): PlanSummary {
  const inState = (state: ItemState): number => counts.states.find((each) => each.state === state)?.count ?? 0
  const changed = inState('done') + inState('raced')
  const over = plan.state === 'done' || plan.state === 'cancelled' || plan.state === 'failed'
  const {
    planId,
    spec,
    state,
    createdMs,
    startedMs,
    endedMs,
    examined,
    leftAsIs,
    keepAcl,
    undoneBy,
    failure,
    requestsMade,
  } = plan
  return {
    planId,
    spec,
    state,
    createdMs,
    startedMs,
    endedMs,
    examined,
    leftAsIs,
    ...counts,
    keepAcl,
    requests: { listings: plan.listings, writes: writesOf(counts, spec) },
    requestsMade,
    canUndo: over && changed > 0 && undoneBy === null && !final.has(spec.kind),
    undoneBy,
    failure,
  }
}
