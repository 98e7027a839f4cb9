/** Says what a verb did, and offers the way back where there is one. */
import type { Outcome } from '../../shared/model/outcome.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { Strata } from '../strata.ts'
import { verbWords, wordsOf } from '../strings/outcomes.ts'
import { undelete } from './undelete.ts'

export function tellOutcome(strata: Strata, ref: ObjectRef, outcome: Outcome): void {
  const action =
    outcome.kind === 'marked-deleted' && outcome.remains.versionCount > 0
      ? { label: verbWords.undelete, run: () => void undelete(strata, ref) }
      : null
  strata.notices.tell({ ...wordsOf(outcome), action })
}
