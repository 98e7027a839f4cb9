/** Undo: what a plan did, turned around key by key, where nobody wrote on top meanwhile. */
import { above, type KeyHistory } from '../../../shared/history.ts'
import type { PlanSide } from '../../../shared/model/plan.ts'
import type { BucketRules, Decision } from '../decide/decision.ts'
import { bringBack, mark, refuse } from '../decide/decision.ts'
import { historyOf } from '../histories.ts'
import type { RunItem } from '../planRows.ts'
import type { DraftContext, Drafted } from './draftContext.ts'

/** Each step of the plan that changed something, newest first: a key that was written twice is taken back twice. */
export async function* draftUndo(context: DraftContext, planId: string): AsyncGenerator<Drafted, void, void> {
  for await (const item of context.doneItems(planId)) {
    const { signal, count } = context
    const at = item.side === 'here' ? context : await context.there(planId)
    const history = await historyOf(at.place, item.key, { signal, count })
    yield onSide(undoItem(history, item, at.rules), item.side)
    if (item.action.kind === 'move' && item.result?.sourceMarkerId) {
      const source = await historyOf(context.place, item.action.from.key, { signal, count })
      yield unmarkOurs(source, item.result.sourceMarkerId, context.rules)
    }
  }
}

/** The key, and where its older versions lie. */
function onSide(decision: Decision | null, side: PlanSide): Decision | null {
  if (decision === null || decision.action.kind !== 'copy') return decision && { ...decision, side }
  return { ...decision, side, action: { ...decision.action, from: { ...decision.action.from, side } } }
}

/** What a key has to become so that the item's action never happened; nothing is destroyed for it. */
export function undoItem(
  history: KeyHistory,
  { action, result }: RunItem,
  rules: BucketRules,
): Decision | null {
  const top = history.entries[0]
  switch (action.kind) {
    case 'unmark':
      return top?.versionId === action.uncovers ? mark(history, rules) : refuse(history, 'changed-since')
    case 'mark':
      return unmarkOurs(history, result?.versionId ?? null, rules)
    case 'create':
      return top?.versionId === result?.versionId ? mark(history, rules) : refuse(history, 'changed-since')
    case 'copy':
    case 'move': {
      if (result === null || top?.versionId !== result.versionId) return refuse(history, 'changed-since')
      if (result.before === null) return mark(history, rules)
      const before = history.entries.find((entry) => entry.versionId === result.before?.versionId)
      return before === undefined ? refuse(history, 'version-gone') : bringBack(history, before, rules)
    }
    case 'destroy':
    case 'refuse':
      return null
  }
}

/** Takes away the marker that we put on top, and only that. */
function unmarkOurs(history: KeyHistory, markerId: string | null, rules: BucketRules): Decision | null {
  const [top, beneath] = history.entries
  if (top === undefined || !top.isMarker || top.versionId !== markerId)
    return refuse(history, 'changed-since')
  if (beneath === undefined || beneath.isMarker) return refuse(history, 'nothing-left')
  return above(history, beneath).length === 1
    ? bringBack(history, beneath, rules)
    : refuse(history, 'changed-since')
}
