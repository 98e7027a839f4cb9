/** Plans that broke off when Strata ended: said once at the start, with the way on. */
import type { PlanSummary } from '../../shared/model/plan.ts'
import type { Strata } from '../strata.ts'
import { planTitle, planWords as words } from '../strings/plans.ts'

export function tellPausedPlans({ notices, sheets }: Strata, activity: readonly PlanSummary[]): void {
  const paused = activity.filter(({ state }) => state === 'paused')
  const [first] = paused
  if (first === undefined) return
  const open = (): void =>
    sheets.open(paused.length === 1 ? { kind: 'plan', planId: first.planId } : { kind: 'activity' })
  notices.tell({
    tone: 'warn',
    text: words.interrupted(planTitle(first.spec), paused.length - 1),
    action: { label: words.open, run: open },
  })
}
