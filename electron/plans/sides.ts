/** Where the two sides of a plan are. */
import type { PlanSpec } from '../../shared/model/plan.ts'
import type { BucketRef } from '../../shared/model/selection.ts'

/** The bucket a plan copies or moves to; its own where it does neither. An undo goes where the undone plan went. */
export function thereOf(spec: PlanSpec, undone: PlanSpec | null): BucketRef {
  if (spec.kind === 'undo') return undone === null ? spec : thereOf(undone, null)
  return 'to' in spec && typeof spec.to === 'object' ? spec.to : spec
}
