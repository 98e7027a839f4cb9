/** What is typed into the purge sheet → the rule it means. */
import { purgeRuleSchema, type PurgeRule } from '../../../shared/model/plan.ts'

export type PurgeForm = {
  readonly keepNewest: string
  readonly olderThanDays: string
  readonly orphanMarkers: boolean
  readonly keepLastOfDeleted: boolean
}

/** Empty fields limit nothing; null: what is typed is no number, or nothing limits the purge at all. */
export function purgeRuleOf({ keepNewest, olderThanDays, ...rest }: PurgeForm): PurgeRule | null {
  const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))
  const rule = { ...rest, keepNewest: numberOf(keepNewest), olderThanDays: numberOf(olderThanDays) }
  const parsed = purgeRuleSchema.safeParse(rule)
  return parsed.success ? parsed.data : null
}
