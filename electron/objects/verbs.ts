/** The verbs on one object: each a plan of one item, told in the words of what became of the object. */
import type { Outcome } from '../../shared/model/outcome.ts'
import type { PlanSpec } from '../../shared/model/plan.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import { cold, isMarker, keyGone, onlyMarkers, versionGone, wouldDestroy } from '../plans/actions/refusals.ts'
import { victimOf } from '../plans/actions/victim.ts'
import type { RunItem } from '../plans/planRows.ts'
import type { Planner } from '../plans/planner.ts'
import { runOne } from '../plans/runOne.ts'
import type { BucketVersioning } from '../s3/versioning.ts'
import type { S3Server } from '../s3/server.ts'
import { readKeyState, remainsOf, type KeyState } from './keyState.ts'

export type VerbContext = {
  readonly planner: Planner
  readonly server: S3Server
  readonly object: ObjectRef
  readonly versioning: () => Promise<BucketVersioning>
  readonly mayDestroy: boolean
  readonly signal: AbortSignal
}

/** What happened, and the key as it is now. */
type Happened = { readonly item: RunItem | null; readonly after: KeyState }

/**
 * The cheapest way that keeps everything: where only delete markers lie above the version they are removed, else
 * it is copied on top. Failures: not-found (version-gone), invalid-request (is-marker), conflict (cold,
 * changed-meanwhile, would-destroy unless `mayDestroy`), unsupported (customer-key), access-denied.
 */
export async function restoreVersion(context: VerbContext, versionId: string): Promise<Outcome> {
  const { key } = context.object
  const versions = [{ key, versionId }]
  const { item, after } = await carryOut(context, { kind: 'restore', ...bucketOf(context), versions })
  if (item === null) return { kind: 'already-current', key, versionId }
  const at = after.entries.find((entry) => entry.versionId === versionId)
  if (item.refusal === 'version-gone') throw at?.isMarker === true ? isMarker(key) : versionGone(key)
  return restored(context, item, after, versionId)
}

/** Failures: not-found (key-gone), conflict (only-markers), access-denied. */
export async function undeleteKey(context: VerbContext): Promise<Outcome> {
  const { key } = context.object
  const scope = { keys: [key], prefixes: [] }
  const { item, after } = await carryOut(context, { kind: 'undelete', ...bucketOf(context), scope })
  const [top] = after.entries
  if (item === null && top === undefined) throw keyGone(key)
  if (item === null) return { kind: 'already-current', key, versionId: top?.versionId ?? 'null' }
  if (item.refusal === 'nothing-left') throw onlyMarkers(key)
  const { action } = item
  if (action.kind !== 'unmark') return restored(context, item, after, top?.versionId ?? 'null')
  return {
    kind: 'undeleted',
    key,
    markersRemoved: action.markerIds.length,
    versionId: action.uncovers,
    sizeBytes: item.sizeBytes,
    raced: top?.versionId !== action.uncovers,
    remains: remainsOf(after),
  }
}

/** Failures: not-found (key-gone), conflict (would-destroy unless `mayDestroy`), access-denied. */
export async function deleteKey(context: VerbContext): Promise<Outcome> {
  const { key } = context.object
  const scope = { keys: [key], prefixes: [] }
  const { item, after } = await carryOut(context, { kind: 'delete', ...bucketOf(context), scope })
  const [top] = after.entries
  const remains = remainsOf(after)
  if (item === null && top === undefined) throw keyGone(key)
  if (item === null) return { kind: 'already-deleted', key, remains }
  if (item.state === 'skipped') throw await consentNeeded(context, after)
  if (top?.isMarker === true)
    return {
      kind: 'marked-deleted',
      key,
      markerVersionId: item.result?.versionId ?? top.versionId,
      remains,
    }
  return { kind: 'destroyed', key, versionId: item.result?.before?.versionId ?? 'null', remains }
}

/** One version, or one marker, for good. Failures: not-found (version-gone), conflict (locked), access-denied. */
export async function destroyVersion(context: VerbContext, versionId: string): Promise<Outcome> {
  const { key } = context.object
  const versions = [{ key, versionId }]
  const { item, after } = await carryOut(context, { kind: 'destroy', ...bucketOf(context), versions })
  if (item === null || item.state === 'skipped') throw versionGone(key)
  return { kind: 'destroyed', key, versionId, remains: remainsOf(after) }
}

const bucketOf = ({ object: { connectionId, bucket } }: VerbContext) => ({ connectionId, bucket })

async function carryOut(context: VerbContext, spec: PlanSpec): Promise<Happened> {
  const { planner, server, object, mayDestroy, signal } = context
  const item = await runOne(planner, spec, { mayDestroy, signal })
  return { item, after: await readKeyState(server, object, { signal }) }
}

async function restored(
  context: VerbContext,
  item: RunItem,
  after: KeyState,
  fromVersionId: string,
): Promise<Outcome> {
  const { action, refusal, key } = item
  const from = after.entries.find((entry) => entry.versionId === fromVersionId)
  if (refusal === 'cold') throw cold(key, from?.storageClass ?? null)
  if (item.state === 'skipped') throw await consentNeeded(context, after)
  const unmarked = action.kind === 'unmark'
  return {
    kind: 'restored',
    key,
    fromVersionId: action.kind === 'copy' ? action.from.versionId : fromVersionId,
    fromMs: item.sourceMs ?? 0,
    how: unmarked ? 'unmarked' : 'copied',
    versionId: unmarked ? fromVersionId : (item.result?.versionId ?? null),
    sizeBytes: item.sizeBytes,
    lost: item.lost,
    raced: item.state === 'raced' || (unmarked && after.entries[0]?.versionId !== fromVersionId),
    remains: remainsOf(after),
  }
}

/** What was refused for want of a yes of its own. */
async function consentNeeded({ versioning, object }: VerbContext, now: KeyState) {
  const { state } = await versioning()
  const victim = victimOf(state, now.entries)
  return victim === null ? versionGone(object.key) : wouldDestroy(state, victim)
}
