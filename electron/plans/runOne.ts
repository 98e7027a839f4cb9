/** A verb on one key is a plan of one item: drafted, run at once, listed among the others, undone like them. */
import { FailureError, failed } from '../../shared/failure.ts'
import type { PlanSpec } from '../../shared/model/plan.ts'
import type { RunItem } from './planRows.ts'
import type { Planner } from './planner.ts'

type Options = {
  /** The yes of its own that an item in `needs-consent` asks for. */
  readonly mayDestroy: boolean
  readonly signal: AbortSignal
}

/**
 * Answers with the item as it ended, or `skipped` where it was refused or needs a yes; null where nothing had to be
 * done (such plans leave no trace). Failures: what the server said, conflict (changed-meanwhile).
 */
export async function runOne(
  planner: Planner,
  spec: PlanSpec,
  { mayDestroy, signal }: Options,
): Promise<RunItem | null> {
  const planId = await planner.create(spec)
  const cancel = (): void => void planner.cancel(planId)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const { state, failure } = await planner.drafted(planId)
    const item = await planner.firstItem(planId)
    const asks = item?.group === 'needs-consent' && !mayDestroy
    if (state !== 'ready' || item === null || item.state === 'skipped' || asks) {
      await planner.cancel(planId)
      if (failure !== null) throw new FailureError(failure)
      return item && { ...item, state: 'skipped' }
    }
    await planner.run(planId, mayDestroy)
    return await outcomeOf(planner, planId)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** What a lost answer leaves open stays paused: going on with the plan settles it by a look at the server. */
async function outcomeOf(planner: Planner, planId: string): Promise<RunItem | null> {
  const { failure } = await planner.finished(planId)
  const item = await planner.firstItem(planId)
  if (failure !== null && item?.state !== 'intended') await planner.cancel(planId)
  const why = failure ?? item?.failure ?? null
  if (why !== null) throw new FailureError(why)
  if (item?.state === 'changed') throw changedMeanwhile(item.key)
  return item
}

const changedMeanwhile = (key: string): FailureError =>
  failed({
    code: 'conflict',
    reason: 'changed-meanwhile',
    message: `Somebody else changed “${key}” at the same moment, so it was left alone.`,
    advice: 'Look at its history, then try again.',
    wayOn: 'retry',
  })
