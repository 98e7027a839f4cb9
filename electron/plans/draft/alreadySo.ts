/** Copies that would change nothing: our journal says so, or bytes, headers, metadata and tags are the same. */
import { FailureError } from '../../../shared/failure.ts'
import type { PlanSource } from '../../../shared/model/plan.ts'
import { lostBetween, samePairs, tagsIfTold } from '../actions/finishCopy.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import { readFingerprint, type Decision } from '../decide/decision.ts'
import type { CopyInQuestion } from '../itemTable.ts'
import type { DraftContext } from './draftContext.ts'

/** Keys that are compared at once. */
const atOnce = 8

type Suspect = { readonly decision: Decision; readonly from: PlanSource; readonly topVersionId: string }

/** Leaves out what is so already. Requests only where size and ETag agree and the journal doesn't know. */
export async function dropIfSo(
  context: DraftContext,
  decisions: readonly Decision[],
): Promise<readonly Decision[]> {
  const suspects = decisions.flatMap((decision) => suspectOf(decision) ?? [])
  if (suspects.length === 0) return decisions
  const asked = suspects.filter(({ from }) => from.side === 'here')
  const known = await context.copiedBefore(asked.map(questionOf))
  const so = new Set(known.flatMap((at) => asked[at]?.decision ?? []))
  const waiting = suspects.filter(({ decision }) => !so.has(decision)).values()
  const comparer = async (): Promise<void> => {
    for (const suspect of waiting) if (await isSame(context, suspect)) so.add(suspect.decision)
  }
  await Promise.all(Array.from({ length: atOnce }, comparer))
  return decisions.filter((decision) => !so.has(decision))
}

/** A copy of as many bytes with the same ETag as what is on top. */
function suspectOf(decision: Decision): Suspect | null {
  const { action, expected, currentBytes } = decision
  if (action.kind !== 'copy') return null
  const top = readFingerprint(expected)
  const { from } = action
  if (top === null || top.etag === null || top.etag !== from.etag || currentBytes !== from.sizeBytes)
    return null
  return { decision, from, topVersionId: top.versionId }
}

const questionOf = ({ decision, from, topVersionId }: Suspect): CopyInQuestion => ({
  side: decision.side,
  key: decision.key,
  fromKey: from.key,
  fromVersionId: from.versionId,
  topVersionId,
})

/** Two HEADs, and the tags of both. */
async function isSame({ placeOf, signal, nowMs }: DraftContext, suspect: Suspect): Promise<boolean> {
  const { decision, from, topVersionId } = suspect
  const source = await placeOf(from.side)
  const target = await placeOf(decision.side)
  const then: VersionAddress = { bucket: source.bucket, key: from.key, versionId: from.versionId }
  const now: VersionAddress = { bucket: target.bucket, key: decision.key, versionId: topVersionId }
  const options = { signal, priority: 'transfer' } as const
  try {
    const [thenFacts, nowFacts] = [
      await headObject(source.server, then, options),
      await headObject(target.server, now, options),
    ]
    if (lostBetween(thenFacts, nowFacts, nowMs).length > 0) return false
    const [thenTags, nowTags] = [
      await tagsIfTold(source.server, then, options),
      await tagsIfTold(target.server, now, options),
    ]
    return thenTags !== null && nowTags !== null && samePairs(thenTags, nowTags)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'not-found') return false
    throw error
  }
}
