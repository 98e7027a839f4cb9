/** A bucket's lifecycle rules: what the server does by itself every day; and a purge rule said in their words. */
import { z } from 'zod'
import type { PurgeRule } from './plan.ts'

/** One rule, as far as it is about versions; what else it says is named in `others`. */
export const lifecycleRuleSchema = z.object({
  id: z.string(),
  /** Empty: the whole bucket. */
  prefix: z.string(),
  isOn: z.boolean(),
  /** Noncurrent versions go so many days after they stopped being current; null: never. */
  noncurrentDays: z.number().nullable(),
  /** So many newest noncurrent versions stay all the same; null: none. */
  keepNoncurrent: z.number().nullable(),
  /** Delete markers with nothing beneath them go. */
  orphanMarkers: z.boolean(),
  /** Everything else in it, as the server calls it: `Expiration.Days 30`. */
  others: z.array(z.string()),
})
export type LifecycleRule = z.infer<typeof lifecycleRuleSchema>

/** Rules that Strata wrote are known by their names; no other rule is ever changed. */
export const ownRulePrefix = 'strata-purge-'

/**
 * What of a purge rule a lifecycle rule can't say, though it comes close.
 * - `last-of-deleted`: the newest data version of a deleted file goes too
 * - `last-of-deleted-by-count`: it stays only while it is among the newest that are kept
 * - `markers-count`: noncurrent delete markers take places of the versions that are kept
 * - `a-day-at-least`, `whole-days`: the age is rounded up
 */
export const shortfallSchema = z.enum([
  'last-of-deleted',
  'last-of-deleted-by-count',
  'markers-count',
  'a-day-at-least',
  'whole-days',
])
export type Shortfall = z.infer<typeof shortfallSchema>

/** Why a purge rule can't be a lifecycle rule at all. */
export type LifecycleObstacle = 'keeps-too-many' | 'too-many-days' | 'unwritable-prefix'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_NoncurrentVersionExpiration.html */
export const mostKeptNoncurrent = 100
/** Servers count in 32 bits. */
const mostDays = 2 ** 31 - 1

/** What XML can't carry, even escaped: controls and halves of surrogate pairs. */
const unwritable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

export type PurgeAsLifecycle =
  | { readonly terms: Omit<LifecycleRule, 'id'>; readonly shortfalls: readonly Shortfall[] }
  | { readonly obstacle: LifecycleObstacle }

/**
 * A purge rule in lifecycle's words, and what gets lost on the way. `keepNewest` counts the current version,
 * NewerNoncurrentVersions does not.
 */
export function purgeAsLifecycle(prefix: string, rule: PurgeRule): PurgeAsLifecycle {
  const obstacle = obstacleOf(prefix, rule)
  if (obstacle !== null) return { obstacle }
  const days = rule.olderThanDays ?? 0
  const keep = Math.max(0, (rule.keepNewest ?? 0) - 1)
  const terms = {
    prefix,
    isOn: true,
    noncurrentDays: Math.max(1, Math.ceil(days)),
    keepNoncurrent: keep === 0 ? null : keep,
    orphanMarkers: rule.orphanMarkers,
    others: [],
  }
  const shortfalls: Shortfall[] = []
  if (keep === 0 && (rule.keepLastOfDeleted || rule.keepNewest === 1)) shortfalls.push('last-of-deleted')
  if (keep > 0) shortfalls.push(rule.keepLastOfDeleted ? 'last-of-deleted-by-count' : 'markers-count')
  if (days < 1) shortfalls.push('a-day-at-least')
  else if (!Number.isInteger(days)) shortfalls.push('whole-days')
  return { terms, shortfalls }
}

function obstacleOf(prefix: string, rule: PurgeRule): LifecycleObstacle | null {
  if ((rule.keepNewest ?? 0) - 1 > mostKeptNoncurrent) return 'keeps-too-many'
  if ((rule.olderThanDays ?? 0) > mostDays) return 'too-many-days'
  return unwritable.test(prefix) ? 'unwritable-prefix' : null
}

/** How a rule that was read back does less than what was written. */
export const ruleDifferenceSchema = z.enum(['keeps-more', 'later', 'keeps-markers', 'switched-off'])
export type RuleDifference = z.infer<typeof ruleDifferenceSchema>
