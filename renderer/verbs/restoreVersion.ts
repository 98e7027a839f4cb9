/** Copies an old version on top of the file, or takes away the markers that hide it. */
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { Strata } from '../strata.ts'
import { verbWords as words } from '../strings/outcomes.ts'
import { tellOutcome } from './tellOutcome.ts'
import { withConsent } from './withConsent.ts'

export async function restoreVersion(strata: Strata, ref: ObjectRef, versionId: string): Promise<void> {
  try {
    const outcome = await withConsent(strata, words.destroyTitle, words.destroyAction, (mayDestroy) =>
      strata.api.objects.restore({ ...ref, versionId, mayDestroy }),
    )
    if (outcome !== null) tellOutcome(strata, ref, outcome)
  } catch (error) {
    strata.notices.tellFailure(error)
  }
}
