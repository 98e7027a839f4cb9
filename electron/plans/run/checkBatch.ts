/** The last look before a batch is written: what may be, what is so already, what somebody else has changed. */
import type { KeyHistory } from '../../../shared/history.ts'
import type { RunItem } from '../planRows.ts'
import type { ItemOutcome } from '../itemTable.ts'
import { verdictOf } from './goal.ts'
import { lookAt } from './lookups.ts'
import { folderAhead } from './passAhead.ts'
import { beforeOf, nothingDone, outcomeOf } from './outcomes.ts'
import type { RunContext } from './runContext.ts'

/** A copy that was made before a run broke off, and the marker on the source of a move, if that was set, too. */
export type Made = { readonly versionId: string; readonly sourceMarkerId: string | null }

/** An item that may be written now, with what lies on its key; a copy that is `made` has only to be completed. */
export type Ready = { readonly item: RunItem; readonly history: KeyHistory; readonly made: Made | null }

export type Checked = { readonly ready: readonly Ready[]; readonly settled: readonly ItemOutcome[] }

/**
 * Items that wait are written when nothing changed. Items that were intended when a run broke off are settled by
 * what the server shows: done by us, or still to do, or changed. What the listing does not show of a copy (tags,
 * locks, its ACL) may be missing: it is completed.
 */
export async function checkBatch(context: RunContext, items: readonly RunItem[]): Promise<Checked> {
  const look = await lookAt(context, items, folderAhead(context.plan.spec, items))
  const ready: Ready[] = []
  const settled: ItemOutcome[] = []
  for (const item of items) {
    const history = look(item.side, item.key)
    const source = item.action.kind === 'move' ? look(item.action.from.side, item.action.from.key) : null
    const settledAs = settle(item, history, source)
    if (settledAs !== null && 'state' in settledAs) settled.push(settledAs)
    else ready.push({ item, history, made: settledAs })
  }
  return { ready, settled }
}

/** null: to be written. */
function settle(item: RunItem, history: KeyHistory, source: KeyHistory | null): ItemOutcome | Made | null {
  const verdict = verdictOf(item, history)
  const resumed = item.state === 'intended'
  if (item.action.kind === 'move') return settleMove(item, history, source)
  switch (verdict.kind) {
    case 'untouched':
      return null
    case 'changed':
      return outcomeOf(item, 'changed')
    case 'reached': {
      if (!resumed || !verdict.ours) return outcomeOf(item, 'already-so')
      const versionId = verdict.top?.versionId ?? null
      if (item.action.kind === 'copy' && versionId !== null) return { versionId, sourceMarkerId: null }
      const before = beforeOf(history.entries[1])
      return outcomeOf(item, 'done', { result: { ...nothingDone, versionId, before } })
    }
  }
}

/** A move is done when the copy is there and complete, and the source is marked; a broken one goes on where it was. */
function settleMove(
  item: RunItem,
  history: KeyHistory,
  source: KeyHistory | null,
): ItemOutcome | Made | null {
  if (item.action.kind !== 'move') return null
  const copied = verdictOf(item, history)
  const [top, beneath] = source?.entries ?? []
  const { versionId } = item.action.from
  const sourceThere = top?.versionId === versionId
  const sourceMarked = top?.isMarker === true && beneath?.versionId === versionId
  if (copied.kind === 'untouched' && sourceThere) return null
  const made = copied.kind === 'reached' && copied.ours && item.state === 'intended' ? copied.top : null
  if (made !== null && sourceThere) return { versionId: made.versionId, sourceMarkerId: null }
  if (made !== null && sourceMarked) return { versionId: made.versionId, sourceMarkerId: top.versionId }
  return outcomeOf(item, 'changed')
}
