/** Undo: what a plan did, turned around key by key, where nobody wrote on top meanwhile. */
import { above, type KeyHistory } from '../../../shared/history.ts'
import type { PlanSide } from '../../../shared/model/plan.ts'
import type { BucketRules, Decision } from '../decide/decision.ts'
import { bringBack, mark, refuse } from '../decide/decision.ts'
import type { RunItem } from '../planRows.ts'
import { readHistories } from '../readHistories.ts'
import type { DraftContext, Drafted } from './draftContext.ts'

/** Items whose keys are read together. */
const chunk = 500

/** Each step of the plan that changed something, newest first: a key that was written twice is taken back twice. */
export async function* draftUndo(context: DraftContext, planId: string): AsyncGenerator<Drafted, void, void> {
  let items: RunItem[] = []
  for await (const item of context.doneItems(planId)) {
    items.push(item)
    if (items.length < chunk) continue
    yield* undoItems(context, planId, items)
    items = []
  }
  yield* undoItems(context, planId, items)
}

async function* undoItems(
  context: DraftContext,
  planId: string,
  items: readonly RunItem[],
): AsyncGenerator<Drafted, void, void> {
  const { signal, count } = context
  const there = items.some(({ side }) => side === 'there') ? await context.there(planId) : context
  const read = ({ place }: Pick<DraftContext, 'place'>, keys: readonly string[]) =>
    readHistories(place, keys, { signal, count })
  const keysOn = (side: PlanSide): readonly string[] =>
    items.filter((item) => item.side === side).map(({ key }) => key)
  const histories = {
    here: await read(context, keysOn('here')),
    there: await read(there, keysOn('there')),
    sources: await read(
      context,
      items.flatMap(({ action }) => (action.kind === 'move' ? [action.from.key] : [])),
    ),
  }
  const nothing = (key: string): KeyHistory => ({ key, entries: [] })
  for (const item of items) {
    const { rules } = item.side === 'here' ? context : there
    const history = histories[item.side].get(item.key) ?? nothing(item.key)
    yield onSide(undoItem(history, item, rules), item.side)
    if (item.action.kind === 'move' && item.result?.sourceMarkerId) {
      const { key } = item.action.from
      yield unmarkOurs(histories.sources.get(key) ?? nothing(key), item.result.sourceMarkerId, context.rules)
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
