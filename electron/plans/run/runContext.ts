/** What a run needs to reach, and what it is allowed to do. */
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { Change } from '../../../shared/model/change.ts'
import type { PlanSide } from '../../../shared/model/plan.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Place } from '../histories.ts'
import type { PlanRow } from '../planRows.ts'
import type { Journal } from './journal.ts'
import type { PassAhead } from './passAhead.ts'

export type RunContext = {
  readonly plan: PlanRow
  readonly storage: Storage
  readonly journal: Journal
  readonly places: Readonly<Record<PlanSide, Place & { readonly ref: BucketRef }>>
  /** Items that would destroy something are carried out, too. */
  readonly mayDestroy: boolean
  /** Copies get the ACLs of their sources, too. */
  readonly keepAcl: boolean
  /** The plan touches many of the keys it lies among: passes are cheaper than a listing per key. */
  readonly dense: boolean
  readonly ahead: PassAhead
  /** How long the first wait is when a server stays away; each next one is twice as long. */
  readonly patienceMs: number
  /** Whether versions are kept there; asked of the server once a run needs it. */
  readonly versioning: (side: PlanSide) => Promise<VersioningState>
  readonly publish: (change: Change) => void
  /** Requests made, for the report. */
  readonly count: () => void
  /** Something moved: whoever watches may look again. */
  readonly progress: () => void
  /** Set when the run should stop after what is under way. */
  readonly stopping: () => boolean
  /** Fires when what is under way should be broken off, too. */
  readonly signal: AbortSignal
}
