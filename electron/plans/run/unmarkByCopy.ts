/** Where our key may not remove delete markers, what they hide comes back as a copy on top of them instead. */
import { bringBack } from '../decide/decision.ts'
import type { ItemOutcome } from '../itemTable.ts'
import type { RunItem } from '../planRows.ts'
import type { Ready } from './checkBatch.ts'
import { lookAt } from './lookups.ts'
import { outcomeOf } from './outcomes.ts'
import type { RunContext } from './runContext.ts'

/** Items that were refused as markers, and are now to be copied; the journal has them as copies before they are made. */
export type ByCopy = { readonly ready: readonly Ready[]; readonly intended: readonly ItemOutcome[] }

const isRefused = (item: RunItem, outcome: ItemOutcome): boolean =>
  item.action.kind === 'unmark' && outcome.state === 'failed' && outcome.failure?.code === 'access-denied'

/** What can't be copied either (a cold class, a yes that is missing) stays failed as it was. */
export async function unmarkByCopy(
  context: RunContext,
  ready: readonly Ready[],
  outcomes: readonly ItemOutcome[],
): Promise<ByCopy> {
  const byOrdinal = new Map(outcomes.map((outcome) => [outcome.ordinal, outcome]))
  const items = ready.flatMap(({ item }) => {
    const outcome = byOrdinal.get(item.ordinal)
    return outcome !== undefined && isRefused(item, outcome) ? [item] : []
  })
  if (items.length === 0) return { ready: [], intended: [] }
  const look = await lookAt(context, items)
  const copies: Ready[] = []
  for (const item of items) {
    const history = look(item.side, item.key)
    const copied = await asCopy(context, item, history)
    if (copied !== null) copies.push({ item: copied, history, made: null })
  }
  await context.storage.call('replanItems', {
    planId: context.plan.planId,
    items: copies.map(({ item: { ordinal, action, expected } }) => ({ ordinal, action, expected })),
  })
  return { ready: copies, intended: copies.map(({ item }) => outcomeOf(item, 'intended')) }
}

async function asCopy(
  context: RunContext,
  item: RunItem,
  history: Ready['history'],
): Promise<RunItem | null> {
  const { action, side } = item
  const uncovered = action.kind === 'unmark' ? action.uncovers : null
  const version = history.entries.find(({ versionId }) => versionId === uncovered)
  if (version === undefined) return null
  const versioning = await context.versioning(side)
  const decision = bringBack(history, version, { versioning, markersStay: true })
  if (decision?.action.kind !== 'copy' || decision.group === 'needs-consent') return null
  const from = { ...decision.action.from, side }
  return { ...item, action: { kind: 'copy', from }, expected: decision.expected, state: 'intended' }
}
