/** The plan in a few figures. */
import type { PlanSummary } from '../../../shared/model/plan.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import { groupWordsOf } from '../../strings/planGroups.ts'

export function PlanSums({ plan: { groups, spec } }: { readonly plan: PlanSummary }) {
  if (groups.length === 0) return null
  return (
    <dl className="plan-sums">
      {groups.map(({ group, count, sizeBytes }) => (
        <div key={group} className={group}>
          <dd>{formatCount(count)}</dd>
          <dt>
            {groupWordsOf(spec.kind, group).sum}
            {sizeBytes === 0 ? '' : `, ${formatBytes(sizeBytes)}`}
          </dt>
        </div>
      ))}
    </dl>
  )
}
