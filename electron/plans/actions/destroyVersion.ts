/** Delete forever: one version, or one marker, is destroyed. */
import { FailureError } from '../../../shared/failure.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { deleteObject } from '../../s3/deleteObject.ts'
import type { ActionContext } from './actionContext.ts'
import { changeOf, readKeyState, remainsOf } from './keyState.ts'
import { lockedFailure } from './lockedFailure.ts'
import { versionGone } from './refusals.ts'

/**
 * Requests: a listing, the delete, a listing. Failures: not-found (version-gone), access-denied, conflict (locked).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export async function destroyVersion(context: ActionContext, versionId: string): Promise<Outcome> {
  const { server, object, signal } = context
  const before = await readKeyState(context, (entries) =>
    entries.some((entry) => entry.versionId === versionId),
  )
  const victim = before.entries.find((entry) => entry.versionId === versionId)
  if (victim === undefined) throw versionGone(object.key)
  try {
    await deleteObject(server, { ...object, versionId }, { signal })
  } catch (error) {
    throw error instanceof FailureError && error.failure.code === 'access-denied' && !victim.isMarker
      ? await lockedFailure(server, { ...object, versionId }, error, signal)
      : error
  }
  const after = await readKeyState(context)
  context.publish(changeOf(context, after))
  return { kind: 'destroyed', key: object.key, versionId, remains: remainsOf(after) }
}
