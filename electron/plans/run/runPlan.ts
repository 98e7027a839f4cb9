/** Carries a plan out, batch by batch: looked at, intended, written, proved, noted. */
import { failureBehind, type FailureCode } from '../../../shared/failure.ts'
import { pause } from '../../platform/pause.ts'
import type { RunItem } from '../planRows.ts'
import { checkBatch, type Ready } from './checkBatch.ts'
import { copyItems } from './copyItems.ts'
import { deleteItems } from './deleteItems.ts'
import type { ItemOutcome } from '../itemTable.ts'
import { outcomeOf } from './outcomes.ts'
import { proveBatch } from './proveBatch.ts'
import type { RunContext } from './runContext.ts'
import { unmarkByCopy } from './unmarkByCopy.ts'

/** As many as one DeleteObjects takes. */
const mostItems = 1000
/** Copies take their time: the look before them should not be old when the last one is made. */
const mostCopies = 200

const isCopy = ({ action }: RunItem): boolean =>
  action.kind === 'copy' || action.kind === 'move' || action.kind === 'create'

/**
 * Runs until nothing waits any more, or until it is told to stop; then everything that was begun is settled or
 * stays `intended`, to be settled by a look at the server when the run goes on. Throws what ends a run for all keys.
 */
export async function runPlan(context: RunContext): Promise<void> {
  const { plan, storage } = context
  for (let after = -1; !context.stopping();) {
    const query = { planId: plan.planId, states: ['intended', 'waiting'] as const, after, count: mostItems }
    const batch = batchOf(await storage.call('nextItems', query))
    const last = batch.at(-1)
    if (last === undefined) return
    after = last.ordinal
    await runBatch(context, batch)
    context.progress()
  }
}

/** The first items, cut before too many copies. */
function batchOf(items: readonly RunItem[]): readonly RunItem[] {
  let copies = 0
  const end = items.findIndex((item) => isCopy(item) && ++copies > mostCopies)
  return end < 0 ? items : items.slice(0, end)
}

/** Failures that may pass by themselves. */
const passing = new Set<FailureCode>(['offline', 'throttled', 'unexpected'])
const mostTries = 5

/**
 * A lost answer leaves open what the server did: the batch is looked at again, what was done is noted, the rest is
 * sent again. A server that stays away ends the run, which can go on later.
 */
async function runBatch(context: RunContext, batch: readonly RunItem[]): Promise<void> {
  let items = batch
  for (let tries = 1; ; tries++) {
    try {
      await tryBatch(context, items)
      return
    } catch (error) {
      const failure = failureBehind(error)
      if (!passing.has(failure.code) || failure.reason === 'bug' || tries === mostTries || context.stopping())
        throw error
      await pause(context.patienceMs * 2 ** tries, context.signal)
      items = await unsettled(context, batch)
    }
  }
}

/** What is left of a batch, as the journal knows it. */
async function unsettled(
  { storage, plan }: RunContext,
  batch: readonly RunItem[],
): Promise<readonly RunItem[]> {
  const [first] = batch
  const last = batch.at(-1)
  if (first === undefined || last === undefined) return []
  const query = {
    planId: plan.planId,
    states: ['intended', 'waiting'] as const,
    after: first.ordinal - 1,
    count: batch.length,
  }
  const items = await storage.call('nextItems', query)
  return items.filter(({ ordinal }) => ordinal <= last.ordinal)
}

async function tryBatch(context: RunContext, batch: readonly RunItem[]): Promise<void> {
  const allowed = batch.filter((item) => item.group !== 'needs-consent' || context.mayDestroy)
  const refused = batch.filter((item) => !allowed.includes(item)).map((item) => outcomeOf(item, 'skipped'))
  const { ready, settled } = await checkBatch(context, allowed)
  const intended = ready.map(({ item }) => outcomeOf(item, 'intended'))
  await context.journal.note(...refused, ...settled, ...intended)
  const deleted = await deleteAll(context, ready)
  const byCopy = await unmarkByCopy(context, ready, deleted)
  const instead = new Set(byCopy.ready.map(({ item }) => item.ordinal))
  const written = [...ready.filter(({ item }) => !instead.has(item.ordinal)), ...byCopy.ready]
  await context.journal.note(...byCopy.intended)
  const copied = await copyItems(
    context,
    written.filter(({ item }) => isCopy(item)),
  )
  const outcomes = [...deleted.filter(({ ordinal }) => !instead.has(ordinal)), ...copied]
  await context.journal.note(...(await proveBatch(context, written, outcomes)))
}

/** Deletions of each side in one list; the journal has them before they are proved. */
async function deleteAll(context: RunContext, ready: readonly Ready[]): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = []
  for (const side of ['here', 'there'] as const) {
    const ofSide = ready.filter(({ item }) => item.side === side && !isCopy(item))
    if (ofSide.length > 0) outcomes.push(...(await deleteItems(context, ofSide)))
  }
  await context.journal.note(...outcomes)
  return outcomes
}
