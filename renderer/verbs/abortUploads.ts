/** Aborts uploads that were never completed, after a yes. */
import type { BucketRef } from '../../shared/model/selection.ts'
import type { AbortOutcome, IncompleteUpload } from '../../shared/model/upload.ts'
import type { Strata } from '../strata.ts'
import { abortWords, incompleteWords as words, sureLines, sureTitle } from '../strings/incompleteUploads.ts'

/** So that it shows how far it is. */
const abortsAtOnce = 200

/** Resolves with whether anything was tried; what came of it is told. */
export async function abortUploads(
  { api, sheets, notices }: Strata,
  { connectionId, bucket }: BucketRef,
  uploads: readonly IncompleteUpload[],
  onProgress: (doneCount: number) => void,
): Promise<boolean> {
  const yes = await sheets.ask({
    title: sureTitle(uploads),
    lines: sureLines(uploads, Date.now()),
    action: words.sureAction(uploads.length),
    destroys: true,
    typed: null,
  })
  if (!yes) return false
  const outcomes: AbortOutcome[] = []
  let checkMessage: string | null = null
  try {
    while (outcomes.length < uploads.length) {
      onProgress(outcomes.length)
      const some = uploads.slice(outcomes.length, outcomes.length + abortsAtOnce)
      const refs = some.map(({ key, uploadId }) => ({ key, uploadId }))
      const done = await api.buckets.abortUploads({ connectionId, bucket, uploads: refs })
      outcomes.push(...done.outcomes)
      checkMessage ??= done.checkFailure?.message ?? null
    }
  } catch (error) {
    notices.tellFailure(error)
  }
  if (outcomes.length > 0) notices.tell(abortWords(uploads, outcomes, checkMessage))
  return true
}
