/** After a batch was written: what lies beneath ours is what the plan saw, or somebody else wrote in between. */
import type { KeyHistory } from '../../../shared/history.ts'
import type { Change } from '../../../shared/model/change.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { ItemOutcome } from '../itemTable.ts'
import { fingerprint } from '../decide/decision.ts'
import type { RunItem } from '../planRows.ts'
import type { Ready } from './checkBatch.ts'
import { lookAt } from './lookups.ts'
import { nothingDone } from './outcomes.ts'
import type { RunContext } from './runContext.ts'

/** Actions that put something on top, which another writer may have beaten by a moment. */
const covers = new Set<RunItem['action']['kind']>(['mark', 'copy', 'move', 'create'])

/**
 * Looks again at what was covered, tells the change feed what is there now, and answers with the outcomes as they
 * turned out: `raced` where something lies in between, with the id of our version where the server didn't name it.
 */
export async function proveBatch(
  context: RunContext,
  ready: readonly Ready[],
  outcomes: readonly ItemOutcome[],
): Promise<readonly ItemOutcome[]> {
  const byOrdinal = new Map(ready.map((each) => [each.item.ordinal, each]))
  const done = outcomes.filter(({ state }) => state === 'done')
  const covered = done.filter(({ ordinal }) =>
    covers.has(byOrdinal.get(ordinal)?.item.action.kind ?? 'refuse'),
  )
  for (const outcome of done) {
    if (!covered.includes(outcome)) tellUncovered(context, byOrdinal.get(outcome.ordinal))
  }
  const items = covered.flatMap(({ ordinal }) => byOrdinal.get(ordinal)?.item ?? [])
  if (items.length === 0) return outcomes
  const proved = new Map<number, ItemOutcome>()
  const look = await lookAt(context, items)
  for (const outcome of covered) {
    const item = byOrdinal.get(outcome.ordinal)?.item
    if (item === undefined) continue
    const history = look(item.side, item.key)
    tell(context, item, history)
    if (item.action.kind === 'move') {
      tell(context, item, look(item.action.from.side, item.action.from.key))
    }
    proved.set(outcome.ordinal, proveItem(item, history, outcome))
  }
  return outcomes.map((outcome) => proved.get(outcome.ordinal) ?? outcome)
}

function proveItem(item: RunItem, { entries }: KeyHistory, outcome: ItemOutcome): ItemOutcome {
  const named = outcome.result?.versionId ?? null
  const at =
    named === null
      ? entries.findIndex((entry) => isOurs(item, entry))
      : entries.findIndex(({ versionId }) => versionId === named)
  const ours = entries[at]
  if (ours === undefined) return { ...outcome, state: 'raced' }
  // In a suspended bucket ours took the place of the `null` entry that the plan saw.
  const replaced = ours.versionId === 'null' && item.expected.startsWith('["null"')
  const undisturbed = at === 0 && (replaced || fingerprint(entries[1]) === item.expected)
  const result = { ...(outcome.result ?? nothingDone), versionId: ours.versionId }
  return { ...outcome, result, state: undisturbed ? 'done' : 'raced' }
}

/** Where the server did not name what it made: the newest entry that looks like it. */
function isOurs({ action }: RunItem, entry: VersionEntry): boolean {
  if (action.kind === 'mark') return entry.isMarker
  if (action.kind === 'create') return entry.sizeBytes === 0
  return (action.kind === 'copy' || action.kind === 'move') && entry.sizeBytes === action.from.sizeBytes
}

function tell(
  { places, publish }: RunContext,
  item: Pick<RunItem, 'side'>,
  { key, entries }: KeyHistory,
): void {
  const { connectionId, bucket } = places[item.side].ref
  const count = entries.filter((entry) => !entry.isMarker).length
  const change: Change = {
    connectionId,
    bucket,
    key,
    latest: entries[0] ?? 'nothing',
    versions: { kind: 'counted', count },
  }
  publish(change)
}

/** What is left when markers or versions were taken away is known without looking. */
function tellUncovered(context: RunContext, ready: Ready | undefined): void {
  if (ready === undefined) return
  const { item, history } = ready
  const { action } = item
  const gone =
    action.kind === 'unmark' ? action.markerIds : action.kind === 'destroy' ? action.versionIds : []
  const entries = history.entries.filter((entry) => !gone.includes(entry.versionId))
  tell(context, item, {
    key: history.key,
    entries: entries.map((entry, at) => ({ ...entry, isLatest: at === 0 })),
  })
}
