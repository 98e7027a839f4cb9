/**
 * One lifecycle rule among others: written, read back, compared, and taken back where the server made something
 * dangerous of it. It is written switched off first: what the server understood is seen before it can act on it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { FailureError, failureBehind } from '../../shared/failure.ts'
import type { LifecycleRule, RuleDifference } from '../../shared/model/lifecycle.ts'
import { deleteLifecycle, readLifecycle, writeLifecycle, type Lifecycle } from '../s3/lifecycle.ts'
import { ruleXml, type StoredRule } from '../s3/lifecycleXml.ts'
import type { S3Server } from '../s3/server.ts'
import { compareRules } from './lifecycleRule.ts'
import { notKept, notPutBack, othersChanged, overtaken, protectionDropped } from './lifecycleWords.ts'

export type RulesPlace = { readonly server: S3Server; readonly bucket: string }

export type WrittenRule = { readonly rule: LifecycleRule; readonly differences: readonly RuleDifference[] }

/** Once something is written it is seen through, whoever stops waiting for it. */
const seeThroughMs = 120_000
/** Some servers tell the former rules for a moment. */
const pausesMs = [250, 500, 1000, 2000]

/** Failures: those of readLifecycle and writeLifecycle, and those of lifecycleWords. */
export async function writeRule(
  place: RulesPlace,
  rule: LifecycleRule,
  signal: AbortSignal,
): Promise<WrittenRule> {
  const former = await readLifecycle(place.server, place.bucket, { signal })
  return orPutBack(place, former, rule.id, async () => {
    await stage(place, { ...rule, isOn: false })
    return stage(place, rule)
  })
}

/** All rules but this one; a rule that isn't there is gone already. */
export async function removeRule(place: RulesPlace, id: string, signal: AbortSignal): Promise<Lifecycle> {
  const former = await readLifecycle(place.server, place.bucket, { signal })
  const others = former.rules.filter(({ rule }) => rule.id !== id)
  if (others.length === former.rules.length) return former
  return orPutBack(place, former, id, async () => {
    await replaceAll(place, former, textsOf(others))
    const now = await readSettled(place, (read) => !read.rules.some(({ rule }) => rule.id === id))
    requireAll(place, others, now)
    if (now.rules.some(({ rule }) => rule.id === id)) throw notKept(place.server.host)
    return now
  })
}

async function stage(place: RulesPlace, rule: LifecycleRule): Promise<WrittenRule> {
  const { server, bucket } = place
  // Read anew right before the write: what others wrote meanwhile stays.
  const before = await readLifecycle(server, bucket, seenThrough())
  const others = before.rules.filter(({ rule: { id } }) => id !== rule.id)
  await writeLifecycle(
    server,
    bucket,
    { ...before, rules: [...textsOf(others), ruleXml(rule)] },
    seenThrough(),
  )
  const keptOf = (read: Lifecycle): LifecycleRule | null =>
    read.rules.find(({ rule: { id } }) => id === rule.id)?.rule ?? null
  const after = await readSettled(place, (read) => {
    const kept = keptOf(read)
    return !sameRules(textsOf(read.rules), textsOf(before.rules)) || (kept !== null && isAsAsked(rule, kept))
  })
  const kept = keptOf(after)
  if (kept === null && !sameRules(textsOf(others), textsOf(after.rules))) throw overtaken(bucket)
  requireAll(place, others, after)
  if (kept === null) throw notKept(server.host)
  const { dangers, differences } = compareRules(rule, kept)
  if (dangers.length > 0) throw protectionDropped(server.host, { asked: rule, kept }, dangers)
  return { rule: kept, differences }
}

function isAsAsked(asked: LifecycleRule, kept: LifecycleRule): boolean {
  const { dangers, differences } = compareRules(asked, kept)
  return dangers.length === 0 && differences.length === 0
}

function requireAll(place: RulesPlace, others: readonly StoredRule[], now: Lifecycle): void {
  const texts = new Set(textsOf(now.rules))
  const changed = others.filter(({ xml }) => !texts.has(xml))
  if (changed.length === 0) return
  throw othersChanged(
    place.server.host,
    changed.map(({ rule: { id } }) => id),
  )
}

/** Reads until it shows what was written, or for some seconds. */
async function readSettled(place: RulesPlace, isThere: (read: Lifecycle) => boolean): Promise<Lifecycle> {
  let read = await readLifecycle(place.server, place.bucket, seenThrough())
  for (const pauseMs of pausesMs) {
    if (isThere(read)) break
    await pause(pauseMs)
    read = await readLifecycle(place.server, place.bucket, seenThrough())
  }
  return read
}

/** Whatever goes wrong after the first write, the rules from before are in place again, or the failure says not. */
async function orPutBack<T>(
  place: RulesPlace,
  former: Lifecycle,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FailureError && error.failure.reason === 'changed-meanwhile') throw error
    const isBack = await putBack(place, former, id).catch(() => false)
    throw isBack ? error : notPutBack(failureBehind(error), id, error)
  }
}

/** What others added meanwhile stays; what of theirs is missing or different is put back too. */
async function putBack(place: RulesPlace, former: Lifecycle, id: string): Promise<boolean> {
  const isOurs = ({ rule }: StoredRule): boolean => rule.id === id
  const now = await readLifecycle(place.server, place.bucket, seenThrough())
  const formerIds = new Set(former.rules.map(({ rule }) => rule.id))
  const added = now.rules.filter((stored) => !isOurs(stored) && !formerIds.has(stored.rule.id))
  const wanted = textsOf([...former.rules, ...added])
  if (sameRules(wanted, textsOf(now.rules))) return true
  await replaceAll(place, now, wanted)
  const again = await readSettled(place, (read) => sameRules(wanted, textsOf(read.rules)))
  return sameRules(wanted, textsOf(again.rules))
}

/** `read` is what the server just told: a bucket whose rules were never told is never asked to delete them. */
async function replaceAll(
  { server, bucket }: RulesPlace,
  read: Lifecycle,
  rules: readonly string[],
): Promise<void> {
  if (rules.length > 0) await writeLifecycle(server, bucket, { ...read, rules }, seenThrough())
  else if (read.rules.length > 0) await deleteLifecycle(server, bucket, seenThrough())
}

const seenThrough = (): { readonly signal: AbortSignal } => ({ signal: AbortSignal.timeout(seeThroughMs) })

const textsOf = (rules: readonly StoredRule[]): readonly string[] => rules.map(({ xml }) => xml)

/** Servers sort rules as they like. */
const sameRules = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.toSorted().join('\n') === others.toSorted().join('\n')
