/** What drafting a plan needs to know and to reach. */
import type { PlanSide } from '../../../shared/model/plan.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { BucketVersioning } from '../../s3/versioning.ts'
import type { BucketRules, Decision } from '../decide/decision.ts'
import type { Place } from '../histories.ts'
import type { CopyInQuestion } from '../itemTable.ts'
import type { RunItem } from '../planRows.ts'

export type DraftContext = {
  /** The bucket that the plan is about. */
  readonly place: Place
  readonly rules: BucketRules
  /** Another bucket, perhaps of another connection, and what it allows. */
  readonly reach: (ref: BucketRef) => Promise<{ readonly place: Place; readonly rules: BucketRules }>
  /** Where a side of this plan lies. */
  readonly placeOf: (side: PlanSide) => Promise<Place>
  /** Where an earlier plan copied or moved to. */
  readonly there: (planId: string) => Promise<{ readonly place: Place; readonly rules: BucketRules }>
  /** Items of an earlier plan that changed something, the last one first. */
  readonly doneItems: (planId: string) => AsyncIterable<RunItem>
  /** Which of them an earlier plan of ours made already, by their places in the list. */
  readonly copiedBefore: (copies: readonly CopyInQuestion[]) => Promise<readonly number[]>
  readonly nowMs: number
  readonly signal: AbortSignal
  /** A listing request was made: the run will make it again to check. */
  readonly count: () => void
}

export function rulesOf({ state, mfaDelete }: BucketVersioning): BucketRules {
  return { versioning: state, markersStay: mfaDelete }
}

/** One key looked at: null when it is as it should be. */
export type Drafted = Decision | null
