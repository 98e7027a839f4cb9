/** How much of a plan is over, 0 to 1. */
import type { PlanSummary } from '../../../shared/model/plan.ts'

export function progressOf({ states }: PlanSummary): number {
  const all = states.reduce((sum, { count }) => sum + count, 0)
  const open = states.reduce(
    (sum, { state, count }) => (state === 'waiting' || state === 'intended' ? sum + count : sum),
    0,
  )
  return all === 0 ? 0 : (all - open) / all
}
