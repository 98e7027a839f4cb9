/** Delete forever: one version, or one marker, is destroyed. */
import { FailureError } from '../../../shared/failure.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { deleteObject } from '../../s3/deleteObject.ts'
import { headObject } from '../../s3/readObject.ts'
import type { ActionContext } from './actionContext.ts'
import { changeOf, readKeyState, remainsOf } from './keyState.ts'
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
    throw victim.isMarker ? error : await sayingIfLocked(context, versionId, error)
  }
  const after = await readKeyState(context)
  context.publish(changeOf(context, after))
  return { kind: 'destroyed', key: object.key, versionId, remains: remainsOf(after) }
}

/** A locked version is refused as "access denied"; its facts tell the true reason. */
async function sayingIfLocked(context: ActionContext, versionId: string, error: unknown): Promise<unknown> {
  if (!(error instanceof FailureError) || error.failure.code !== 'access-denied') return error
  const { server, object, signal } = context
  const facts = await headObject(server, { ...object, versionId }, { signal }).catch(() => null)
  if (facts === null || (facts.lockedUntilMs === null && !facts.legalHold)) return error
  const until =
    facts.lockedUntilMs === null
      ? 'a legal hold'
      : `a lock until ${new Date(facts.lockedUntilMs).toISOString()}`
  const message = `This version of “${object.key}” is protected by ${until}; the server refused to destroy it.`
  return new FailureError(
    { ...error.failure, code: 'conflict', reason: 'locked', message, advice: '' },
    { cause: error },
  )
}
