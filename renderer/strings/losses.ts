/** What copies did not keep of what their sources carry, in words. */
import type { Loss } from '../../shared/model/outcome.ts'
import type { PlanSummary } from '../../shared/model/plan.ts'
import { formatCount } from '../format/counts.ts'

type Words = { readonly one: string; readonly many: string }

const words: Readonly<Record<Loss, Words>> = {
  metadata: { one: 'its metadata', many: 'their metadata' },
  headers: { one: 'its headers', many: 'their headers' },
  tags: { one: 'its tags', many: 'their tags' },
  'storage-class': { one: 'its storage class', many: 'their storage class' },
  encryption: { one: 'its encryption', many: 'their encryption' },
  lock: { one: 'its lock', many: 'their lock' },
  'legal-hold': { one: 'its legal hold', many: 'their legal hold' },
  acl: { one: 'its ACL', many: 'their ACL' },
  'no-acls': { one: 'its ACL (this bucket has none)', many: 'their ACL (this bucket has none)' },
}

/** `its lock, its tags`. */
export const lossNames = (lost: readonly Loss[]): string => lost.map((loss) => words[loss].one).join(', ')

/** `12 without their lock`, one for each. */
export const lossCounts = ({ losses }: PlanSummary): readonly string[] =>
  losses.map(
    ({ loss, count }) => `${formatCount(count)} without ${count === 1 ? words[loss].one : words[loss].many}`,
  )
