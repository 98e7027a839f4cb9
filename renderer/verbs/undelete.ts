/** Brings a deleted file back by taking its delete markers away: nothing is copied. */
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { Strata } from '../strata.ts'
import { wordsOf } from '../strings/outcomes.ts'

export async function undelete({ api, notices }: Strata, ref: ObjectRef): Promise<void> {
  try {
    notices.tell(wordsOf(await api.objects.undelete(ref)))
  } catch (error) {
    notices.tellFailure(error)
  }
}
