/** Copies, moves and new folders: each proved by reading it back, several at once. */
import { failureBehind, type FailureCode } from '../../../shared/failure.ts'
import type { PlanSource } from '../../../shared/model/plan.ts'
import { completeCopy, copyVersion } from '../actions/copyVersion.ts'
import type { Condition } from '../../s3/conditions.ts'
import { deleteObject } from '../../s3/deleteObject.ts'
import { putObject } from '../../s3/putObject.ts'
import type { ItemOutcome } from '../itemTable.ts'
import { historyOf } from '../histories.ts'
import { verdictOf } from './goal.ts'
import type { Ready } from './checkBatch.ts'
import { beforeOf, nothingDone, outcomeOf } from './outcomes.ts'
import type { RunContext } from './runContext.ts'

const atOnce = 16

/**
 * Each outcome is journaled as soon as it is known. Failures of one key are its own; what would meet every key ends
 * the batch, once all copies that were under way have answered.
 */
export async function copyItems(
  context: RunContext,
  ready: readonly Ready[],
): Promise<readonly ItemOutcome[]> {
  const waiting = [...ready]
  const outcomes: ItemOutcome[] = []
  const errors: unknown[] = []
  const worker = async (): Promise<void> => {
    while (errors.length === 0 && !context.stopping()) {
      const next = waiting.shift()
      if (next === undefined) return
      const outcome = await copyItem(context, next)
      outcomes.push(outcome)
      await context.journal.note(outcome)
      context.progress()
    }
  }
  const workers = Array.from({ length: Math.min(atOnce, waiting.length) }, () =>
    worker().catch((error: unknown) => errors.push(error)),
  )
  await Promise.all(workers)
  if (errors.length > 0) throw errors[0]
  return outcomes
}

/** Failures after which the next key would fare no better, or after which only a look tells what happened. */
const endsTheBatch = new Set<FailureCode>(['offline', 'signed-out', 'cancelled', 'throttled', 'unexpected'])

async function copyItem(context: RunContext, ready: Ready): Promise<ItemOutcome> {
  try {
    return await carryOut(context, ready)
  } catch (error) {
    const failure = failureBehind(error)
    if (endsTheBatch.has(failure.code) || failure.reason === 'bucket-gone') throw error
    if (failure.reason === 'changed-meanwhile') return refusedByCondition(context, ready)
    return outcomeOf(ready.item, 'failed', { failure })
  }
}

/**
 * The server says that something changed. Where the listing shows that nothing did, it is the condition that this
 * server can't be trusted with (some refuse every quoted ETag): it is never used there again.
 */
async function refusedByCondition(context: RunContext, ready: Ready): Promise<ItemOutcome> {
  const { item } = ready
  const { places, signal, count } = context
  const place = places[item.side]
  const now = await historyOf(place, item.key, { signal, count })
  const isCopy = item.action.kind !== 'create'
  const heeds = isCopy && place.server.capabilities.known.copyConditions === 'proved'
  if (!heeds || verdictOf(item, now).kind !== 'untouched') return outcomeOf(item, 'changed')
  place.server.capabilities.learn({ copyConditions: 'ignored' })
  return copyItem(context, { item, history: now, made: null })
}

async function carryOut(context: RunContext, ready: Ready): Promise<ItemOutcome> {
  const { item, history, made } = ready
  const { action } = item
  const before = beforeOf(history.entries[made === null ? 0 : 1])
  if (action.kind === 'create') {
    const { versionId } = await createEmpty(context, ready)
    return outcomeOf(item, 'done', { result: { ...nothingDone, versionId, before } })
  }
  if (action.kind !== 'copy' && action.kind !== 'move') return outcomeOf(item, 'skipped')
  const { versionId, lost } = await copy(context, ready, action.from)
  const marker = made?.sourceMarkerId ?? null
  const sourceMarkerId =
    action.kind === 'move' && marker === null ? await markSource(context, action.from) : marker
  return outcomeOf(item, 'done', { result: { versionId, before, lost: [...lost], sourceMarkerId } })
}

async function copy(context: RunContext, { item, history, made }: Ready, from: PlanSource) {
  const { places, signal, count, keepAcl } = context
  const { server, bucket } = places[item.side]
  const source = { bucket: places[from.side].bucket, key: from.key, versionId: from.versionId }
  const options = { signal, count, priority: 'transfer', once: true, keepAcl } as const
  const to = { bucket, key: item.key }
  if (made !== null) {
    const { versionId } = made
    return { versionId, lost: await completeCopy(server, source, { ...to, versionId }, options) }
  }
  const [top] = history.entries
  const onlyIf: Condition =
    top === undefined || top.isMarker ? { kind: 'absent' } : { kind: 'etag', etag: top.etag ?? '' }
  return copyVersion(server, source, to, { ...options, onlyIf })
}

async function markSource({ places, signal, count }: RunContext, from: PlanSource): Promise<string | null> {
  const { server, bucket } = places[from.side]
  const { versionId } = await deleteObject(
    server,
    { bucket, key: from.key, versionId: null },
    { signal, count, priority: 'transfer' },
  )
  return versionId
}

function createEmpty({ places, signal, count }: RunContext, { item, history }: Ready) {
  const { server, bucket } = places[item.side]
  const [top] = history.entries
  const over = top === undefined || top.isMarker ? 'nothing' : 'anything'
  const empty = {
    body: () => new Uint8Array(),
    contentMd5: '1B2M2Y8AsgTpgAmY7PhCfg==',
    carries: { ContentType: 'application/x-directory' },
  }
  return putObject(
    server,
    { bucket, key: item.key, ...empty },
    { signal, count, priority: 'transfer', once: true, over },
  )
}
