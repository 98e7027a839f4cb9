/** Takes back what was done. */
import type { PlanSummary } from '../../shared/model/plan.ts'
import type { Strata } from '../strata.ts'
import { planTitle, planWords as words } from '../strings/plans.ts'
import { isSimple } from './plans.ts'

/** Shows what taking it back would do; what was about one file is taken back at once, if nothing stands in the way. */
export async function openUndo(strata: Strata, planId: string): Promise<void> {
  const { api, sheets, notices } = strata
  try {
    const undone = await firstOf(api.plans.watch({ planId }))
    const undo = await api.plans.undo({ planId })
    if (undone !== null && itemCount(undone) === 1 && (await isSimple(strata, undo.planId))) {
      await api.plans.run({ ...undo, mayDestroy: false })
      if (await endsWell(strata, undo.planId)) {
        notices.tell({ text: words.undoneOne(planTitle(undone.spec)) })
        return
      }
    }
    sheets.open({ kind: 'plan', ...undo })
  } catch (error) {
    notices.tellFailure(error)
  }
}

/**
 * What was done last is asked for, not remembered: what the window has heard is a moment old, and taking back what was
 * done before would be the wrong thing. What is under way has to end first.
 */
export async function undoLast(strata: Strata): Promise<void> {
  const { api, notices } = strata
  try {
    const last = (await firstOf(api.plans.activity()))?.find(
      ({ canUndo, state }) => canUndo || state === 'running',
    )
    if (last === undefined) notices.tell({ text: words.nothingToUndo })
    else if (last.state !== 'running') await openUndo(strata, last.planId)
    else if (itemCount(last) > 1)
      notices.tell({ tone: 'warn', text: words.stillRunning(planTitle(last.spec)) })
    else if (await endsWell(strata, last.planId)) await openUndo(strata, last.planId)
  } catch (error) {
    notices.tellFailure(error)
  }
}

const itemCount = ({ groups }: PlanSummary): number => groups.reduce((sum, { count }) => sum + count, 0)

async function firstOf<State>(states: Promise<AsyncIterable<State>>): Promise<State | null> {
  for await (const state of await states) return state
  return null
}

/** Waits for a run: whether all of it was done. */
async function endsWell({ api }: Strata, planId: string): Promise<boolean> {
  for await (const { state, states, losses } of await api.plans.watch({ planId })) {
    if (state === 'ready' || state === 'running') continue
    return state === 'done' && losses.length === 0 && states.every((each) => each.state === 'done')
  }
  return false
}
