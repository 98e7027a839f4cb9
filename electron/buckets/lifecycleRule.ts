/** The name of a purge rule among a bucket's lifecycle rules, and what a server made of it. */
import { createHash } from 'node:crypto'
import {
  ownRulePrefix,
  purgeAsLifecycle,
  ruleDifferenceSchema,
  type LifecycleRule,
  type RuleDifference,
  type Shortfall,
} from '../../shared/model/lifecycle.ts'
import type { PurgeRule } from '../../shared/model/plan.ts'
import { cannotSay } from './lifecycleWords.ts'

/** One rule per prefix: a second one takes the first one's place. */
export function ownRuleId(prefix: string): string {
  if (prefix === '') return `${ownRulePrefix}all`
  return ownRulePrefix + createHash('sha256').update(prefix).digest('hex').slice(0, 16)
}

/** Failures: invalid-request (keeps-too-many, too-many-days, unwritable-prefix). */
export function ownRule(
  prefix: string,
  rule: PurgeRule,
): { readonly rule: LifecycleRule; readonly shortfalls: readonly Shortfall[] } {
  const said = purgeAsLifecycle(prefix, rule)
  if ('obstacle' in said) throw cannotSay(said.obstacle)
  return { rule: { id: ownRuleId(prefix), ...said.terms }, shortfalls: said.shortfalls }
}

/** What the server made of a rule, worst first. */
export function differencesOf(asked: LifecycleRule, kept: LifecycleRule): readonly RuleDifference[] {
  const days = daysOf(kept) - daysOf(asked)
  const keep = (kept.keepNoncurrent ?? 0) - (asked.keepNoncurrent ?? 0)
  const found: Readonly<Record<RuleDifference, boolean>> = {
    'keeps-fewer': keep < 0,
    sooner: days < 0,
    elsewhere: kept.prefix !== asked.prefix,
    'clears-markers': kept.orphanMarkers && !asked.orphanMarkers,
    'does-more': kept.others.length > 0,
    'switched-on': kept.isOn && !asked.isOn,
    'keeps-more': keep > 0,
    later: days > 0,
    'keeps-markers': asked.orphanMarkers && !kept.orphanMarkers,
    'switched-off': asked.isOn && !kept.isOn,
  }
  return ruleDifferenceSchema.options.filter((difference) => found[difference])
}

const daysOf = ({ noncurrentDays }: LifecycleRule): number => noncurrentDays ?? Number.MAX_VALUE

/** With these a rule that only does less may stay. */
const harmless: ReadonlySet<RuleDifference> = new Set([
  'keeps-more',
  'later',
  'keeps-markers',
  'switched-off',
])

export const endangers = (difference: RuleDifference): boolean => !harmless.has(difference)
