/** Copies that would change nothing: the same bytes, headers, metadata and tags are there already. */
import { FailureError } from '../../../shared/failure.ts'
import { lostBetween, tagsIfTold, samePairs } from '../actions/copyVersion.ts'
import { headObject } from '../../s3/readObject.ts'
import { readFingerprint, type Decision } from '../decide/decision.ts'
import type { DraftContext } from './draftContext.ts'

/** Looked at only where size and ETag agree: two HEADs, and the tags of both. */
async function isSo({ place, signal }: DraftContext, decision: Decision): Promise<boolean> {
  const { action, expected, side } = decision
  if (action.kind !== 'copy' || side !== 'here' || action.from.side !== 'here') return false
  const top = readFingerprint(expected)
  if (
    top === null ||
    top.etag === null ||
    top.etag !== action.from.etag ||
    decision.currentBytes !== action.from.sizeBytes
  )
    return false
  const { server, bucket } = place
  const then = { bucket, key: action.from.key, versionId: action.from.versionId }
  const now = { bucket, key: decision.key, versionId: top.versionId }
  const options = { signal, priority: 'transfer' } as const
  try {
    if (
      lostBetween(await headObject(server, then, options), await headObject(server, now, options)).length > 0
    )
      return false
    const [thenTags, nowTags] = [
      await tagsIfTold(server, then, options),
      await tagsIfTold(server, now, options),
    ]
    return thenTags !== null && nowTags !== null && samePairs(thenTags, nowTags)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'not-found') return false
    throw error
  }
}

export async function dropIfSo(
  context: DraftContext,
  decisions: readonly Decision[],
): Promise<readonly Decision[]> {
  const kept: Decision[] = []
  for (const decision of decisions) if (!(await isSo(context, decision))) kept.push(decision)
  return kept
}
