/** Why a version could not be destroyed, where a lock or a legal hold is the reason. */
import { FailureError } from '../../../shared/failure.ts'
import { headObject } from '../../s3/readObject.ts'
import type { S3Server } from '../../s3/server.ts'

type Locked = { readonly bucket: string; readonly key: string; readonly versionId: string }

/** The failure itself where no lock explains it. One request. */
export async function lockedFailure(
  server: S3Server,
  version: Locked,
  error: FailureError,
  signal: AbortSignal,
): Promise<FailureError> {
  const facts = await headObject(server, version, { signal }).catch(() => null)
  if (facts === null || (facts.lockedUntilMs === null && !facts.legalHold)) return error
  const lock =
    facts.lockedUntilMs === null
      ? 'a legal hold'
      : `a lock until ${new Date(facts.lockedUntilMs).toISOString()}`
  const message = `This version of “${version.key}” is protected by ${lock}; the server refused to destroy it.`
  return new FailureError(
    { ...error.failure, code: 'conflict', reason: 'locked', message, advice: '' },
    { cause: error },
  )
}
