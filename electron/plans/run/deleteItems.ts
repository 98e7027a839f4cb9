/** Unmark, mark and destroy: many keys in few requests, each believed only when the server named it. */
import { FailureError, type Failure } from '../../../shared/failure.ts'
import { notAMarker } from '../actions/refusals.ts'
import { deleteObjects, type Victim, type VictimOutcome } from '../../s3/deleteObjects.ts'
import { historyOf } from '../histories.ts'
import type { ItemOutcome } from '../itemTable.ts'
import { lockedFailure } from '../actions/lockedFailure.ts'
import type { Ready } from './checkBatch.ts'
import { verdictOf } from './goal.ts'
import { beforeOf, nothingDone, outcomeOf } from './outcomes.ts'
import type { RunContext } from './runContext.ts'

function victimsOf({ item: { key, action } }: Ready): readonly Victim[] {
  if (action.kind === 'unmark') return action.markerIds.map((versionId) => ({ key, versionId }))
  if (action.kind === 'destroy') return action.versionIds.map((versionId) => ({ key, versionId }))
  return action.kind === 'mark' ? [{ key, versionId: null }] : []
}

/** All items of one side; `written` is what the batch's proof has to look at again. */
export async function deleteItems(
  context: RunContext,
  ready: readonly Ready[],
): Promise<readonly ItemOutcome[]> {
  const [first] = ready
  if (first === undefined) return []
  const { server, bucket } = context.places[first.item.side]
  const owner = new Map<Victim, Ready>(
    ready.flatMap((each) => victimsOf(each).map((victim) => [victim, each] as const)),
  )
  const victims = [...owner.keys()]
  const outcomes = await deleteObjects(server, bucket, victims, {
    signal: context.signal,
    count: context.count,
    priority: 'transfer',
  })
  const byItem = new Map<Ready, VictimOutcome[]>()
  for (const outcome of outcomes) {
    const item = owner.get(outcome.victim)
    if (item) byItem.set(item, [...(byItem.get(item) ?? []), outcome])
  }
  return Promise.all(ready.map((each) => settleDeleted(context, each, byItem.get(each) ?? [])))
}

async function settleDeleted(
  context: RunContext,
  ready: Ready,
  outcomes: readonly VictimOutcome[],
): Promise<ItemOutcome> {
  const { item, history } = ready
  requireMarkers(item.action.kind, outcomes)
  const failure = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.failure] : []))[0]
  if (failure) return outcomeOf(item, 'failed', { failure: await explained(context, ready, failure) })
  const doubtful = outcomes.length === 0 || outcomes.some(({ kind }) => kind === 'unconfirmed')
  if (doubtful) return settleDoubtful(context, ready)
  const [only] = outcomes
  const versionId = item.action.kind === 'mark' && only?.kind === 'deleted' ? only.deleted.versionId : null
  return outcomeOf(item, 'done', {
    result: { ...nothingDone, versionId, before: beforeOf(history.entries[0]) },
  })
}

/** A server that says it removed something else than a marker: the run stops at once. */
function requireMarkers(kind: Ready['item']['action']['kind'], outcomes: readonly VictimOutcome[]): void {
  if (kind !== 'unmark') return
  for (const outcome of outcomes) {
    if (outcome.kind === 'deleted' && outcome.deleted.deleteMarker === false)
      throw notAMarker(outcome.victim.key)
  }
}

/** The answer did not name the key: only the key itself tells. */
async function settleDoubtful(context: RunContext, { item, history }: Ready): Promise<ItemOutcome> {
  const { signal, count, places } = context
  const now = await historyOf(places[item.side], item.key, { signal, count })
  if (verdictOf(item, now).kind === 'reached') {
    const versionId = item.action.kind === 'mark' ? (now.entries[0]?.versionId ?? null) : null
    return outcomeOf(item, 'done', {
      result: { ...nothingDone, versionId, before: beforeOf(history.entries[0]) },
    })
  }
  return outcomeOf(item, 'failed', { failure: unconfirmed(item.key) })
}

const unconfirmed = (key: string): Failure => ({
  code: 'unexpected',
  reason: 'unconfirmed',
  message: `The server took the request for “${key}” but did nothing, and did not say why.`,
  advice: 'Run the plan again. If it goes on, the server’s operator needs to know.',
  wayOn: 'retry',
  server: null,
})

/** A locked version is refused as "access denied": its facts tell the true reason. */
async function explained(context: RunContext, { item }: Ready, failure: Failure): Promise<Failure> {
  if (item.action.kind !== 'destroy' || failure.code !== 'access-denied') return failure
  const [versionId = ''] = item.action.versionIds
  const { server, bucket } = context.places[item.side]
  const error = new FailureError(failure)
  const told = await lockedFailure(server, { bucket, key: item.key, versionId }, error, context.signal)
  return told.failure
}
