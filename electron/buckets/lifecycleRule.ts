/** The name of a purge rule among a bucket's lifecycle rules, and what a server made of it. */
import { createHash } from 'node:crypto'
import {
  ownRulePrefix,
  ruleDifferenceSchema,
  type LifecycleRule,
  type RuleDifference,
} from '../../shared/model/lifecycle.ts'

/** One rule per prefix: a second one takes the first one's place. */
export function ownRuleId(prefix: string): string {
  if (prefix === '') return `${ownRulePrefix}all`
  return ownRulePrefix + createHash('sha256').update(prefix).digest('hex').slice(0, 16)
}

const dangers = ['keeps-fewer', 'sooner', 'elsewhere', 'clears-markers', 'does-more', 'switched-on'] as const
/** How a rule that was read back would destroy what was to stay. */
export type RuleDanger = (typeof dangers)[number]

export type Compared = {
  readonly dangers: readonly RuleDanger[]
  readonly differences: readonly RuleDifference[]
}

/** What the server made of a rule. */
export function compareRules(asked: LifecycleRule, kept: LifecycleRule): Compared {
  const days = daysOf(kept) - daysOf(asked)
  const keep = (kept.keepNoncurrent ?? 0) - (asked.keepNoncurrent ?? 0)
  const found: Readonly<Record<RuleDanger | RuleDifference, boolean>> = {
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
  return {
    dangers: dangers.filter((danger) => found[danger]),
    differences: ruleDifferenceSchema.options.filter((difference) => found[difference]),
  }
}

const daysOf = ({ noncurrentDays }: LifecycleRule): number => noncurrentDays ?? Number.MAX_VALUE
