/** Why a rule is not left to the server: the sentences. */
import { failed, type FailureError, type Failure } from '../../shared/failure.ts'
import {
  mostKeptNoncurrent,
  type LifecycleObstacle,
  type LifecycleRule,
} from '../../shared/model/lifecycle.ts'
import type { RuleDanger } from './lifecycleRule.ts'

const obstacles: Readonly<Record<LifecycleObstacle, string>> = {
  'keeps-too-many': `A lifecycle rule keeps at most ${mostKeptNoncurrent} old versions of a file besides the current one.`,
  'too-many-days': 'No server counts that many days.',
  'unwritable-prefix': 'The folder’s name has characters that no lifecycle rule can carry.',
}

export const cannotSay = (reason: LifecycleObstacle): FailureError =>
  failed({
    code: 'invalid-request',
    reason,
    message: obstacles[reason],
    advice: 'Nothing was written. Purge by hand from time to time.',
  })

const oldVersions = (count: number): string => (count === 1 ? 'old version' : `${count} old versions`)

const droppedWords: Readonly<Record<RuleDanger, (asked: LifecycleRule, kept: LifecycleRule) => string>> = {
  'keeps-fewer': ({ keepNoncurrent }, { keepNoncurrent: left }) =>
    `left out “keep the newest ${oldVersions(keepNoncurrent ?? 0)} of every file” (NewerNoncurrentVersions): it would have ${left === null ? 'destroyed all of them' : `kept ${left}`}`,
  sooner: ({ noncurrentDays: asked }, { noncurrentDays: kept }) =>
    `made ${kept ?? 0} days of ${asked ?? 0} (NoncurrentDays)`,
  elsewhere: ({ prefix: asked }, { prefix: kept }) =>
    `made it a rule for “${kept}” instead of “${asked}” (Prefix)`,
  'clears-markers': () => 'added that delete markers go (ExpiredObjectDeleteMarker)',
  'does-more': (_asked, { others }) => `added ${others.join(', ')}`,
  'switched-on': () => 'switched it on before it was proved (Status)',
}

type Read = { readonly asked: LifecycleRule; readonly kept: LifecycleRule }

/** The server's rule would destroy what was to stay. */
export const protectionDropped = (
  host: string,
  { asked, kept }: Read,
  dangers: readonly RuleDanger[],
): FailureError =>
  failed({
    code: 'unsupported',
    reason: 'protection-dropped',
    message: `${host} took the rule but ${dangers.map((each) => droppedWords[each](asked, kept)).join('; it ')}.`,
    advice: `${kept.isOn ? 'The' : 'It was never switched on, and the'} rules from before are back in place. Write a rule this server keeps as it is, or purge by hand from time to time.`,
  })

export const notKept = (host: string): FailureError =>
  failed({
    code: 'unsupported',
    reason: 'rule-not-kept',
    message: `${host} took the rule, but does not tell it when asked for its rules.`,
    advice: 'The rules are as they were before. Try again later, or purge by hand from time to time.',
    wayOn: 'retry',
  })

export const othersChanged = (host: string, names: readonly string[]): FailureError =>
  failed({
    code: 'conflict',
    reason: 'other-rules-changed',
    message: `Other rules of this bucket were not the same any more afterwards (${names.join(', ')}): somebody changed them at the same moment, or ${host} does not keep what it told itself.`,
    advice: 'The rules from before are back in place. Look at them before you try again.',
  })

export const overtaken = (bucket: string): FailureError =>
  failed({
    code: 'conflict',
    reason: 'changed-meanwhile',
    message: `Somebody else changed the lifecycle rules of “${bucket}” at the same moment, and theirs are in place.`,
    advice: 'Look at the rules as they are now, then decide.',
    wayOn: 'retry',
  })

export const notPutBack = (failure: Failure, id: string, cause: unknown): FailureError =>
  failed(
    {
      ...failure,
      reason: 'not-put-back',
      message: `${failure.message} And the rules from before could not be put back.`,
      advice: `Look at the bucket’s lifecycle rules now: “${id}” may be there, and must not be switched on.`,
      wayOn: 'retry',
    },
    { cause },
  )

export const notOurs = (id: string): FailureError =>
  failed({
    code: 'invalid-request',
    reason: 'not-our-rule',
    message: `“${id}” is a rule that somebody else wrote.`,
    advice: 'Strata changes only the rules it wrote itself.',
  })
