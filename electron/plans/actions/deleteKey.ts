/** Delete: with versioning on a marker hides the file; anywhere else the verb asks first, because it destroys. */
import type { Outcome } from '../../../shared/model/outcome.ts'
import { deleteObject } from '../../s3/deleteObject.ts'
import type { ActionContext } from './actionContext.ts'
import { changeOf, readKeyState, remainsOf } from './keyState.ts'
import { keyGone, wouldDestroy } from './refusals.ts'
import { victimOf } from './victim.ts'

/**
 * Requests: versioning, a listing, the delete, a listing. Failures: not-found (key-gone), conflict
 * (would-destroy, unless `mayDestroy`), access-denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export async function deleteKey(context: ActionContext, mayDestroy: boolean): Promise<Outcome> {
  const { server, object, signal } = context
  const { state } = await context.versioning()
  const before = await readKeyState(context)
  const latest = before.entries[0]
  if (latest === undefined) throw keyGone(object.key)
  if (latest.isMarker) return { kind: 'already-deleted', key: object.key, remains: remainsOf(before) }
  const victim = victimOf(state, before.entries)
  if (victim !== null && !mayDestroy) throw wouldDestroy(state, victim)
  const { versionId } = await deleteObject(server, { ...object, versionId: null }, { signal })
  const after = await readKeyState(context)
  context.publish(changeOf(context, after))
  const remains = remainsOf(after)
  const top = after.entries[0]
  if (top?.isMarker === true) {
    return { kind: 'marked-deleted', key: object.key, markerVersionId: versionId ?? top.versionId, remains }
  }
  return { kind: 'destroyed', key: object.key, versionId: victim?.versionId ?? latest.versionId, remains }
}
