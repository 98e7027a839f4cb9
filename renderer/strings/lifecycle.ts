/** Words about the rules a server carries out by itself. */
import {
  mostKeptNoncurrent,
  type LifecycleObstacle,
  type LifecycleRule,
  type RuleDifference,
  type Shortfall,
} from '../../shared/model/lifecycle.ts'
import { nameOf } from '../../shared/key.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { counted, formatCount } from '../format/counts.ts'
import { visibleName } from '../format/names.ts'

type Terms = Omit<LifecycleRule, 'id'>

const days = (count: number): string => counted(count, 'day')

const placeOf = ({ bucket, prefix }: PrefixRef): string =>
  prefix === '' ? `the whole bucket “${bucket}”` : `the folder “${visibleName(nameOf(prefix))}”`

export const lifecycleWords = {
  keepDoing: 'Keep doing this…',
  title: 'Keep purging by a lifecycle rule',
  lead: (place: PrefixRef) =>
    `The server then purges ${placeOf(place)} by itself about once a day, also when Strata isn’t running. No list is shown first, and nothing can be undone.`,
  does: 'What the server will do',
  cant: 'What a lifecycle rule can’t keep',
  there: 'It takes the place of the rule that is there now',
  others: 'Other rules of this bucket stay as they are',
  proof:
    'The rule is written switched off first, and switched on only when the server tells it back unchanged.',
  back: 'Back',
  close: 'Close',
  write: 'Write the rule…',
  writing: 'Writing, and reading back…',
  sureTitle: 'Let the server destroy old versions by itself?',
  sureAction: 'Write the rule',
  lastGoes: ({ noncurrentDays }: Terms) =>
    `Deleted files go wholly: their last version too, ${days(noncurrentDays ?? 0)} after the delete. Nothing can bring them back then.`,
  remove: 'Remove the rule there now…',
  removeOwn: 'Remove this rule…',
  removeTitle: 'Remove the lifecycle rule?',
  removeLines: ['From then on nothing is purged by itself here. What was destroyed stays destroyed.'],
  removeAction: 'Remove the rule',
  removed: 'The lifecycle rule is removed. The server confirmed it.',
  kept: 'The server keeps this rule now. It was read back',
  differs: 'It is not quite what was asked',
  named: (id: string) => `It is called ${id}.`,
  none: 'This server keeps no lifecycle rules.',
  noneAdvice: 'Nothing can be purged by itself here. Purge by hand from time to time.',
  obstacleAdvice: 'Go back and change it, or purge by hand from time to time.',
  unnamed: 'a rule without a name',
} as const

const versions = (count: number): string =>
  count === 1 ? 'newest old version' : `${formatCount(count)} newest old versions`

const currentStay = 'Current versions stay.'

/** What a rule does, a sentence per deed. */
export function ruleSentences({ isOn, noncurrentDays, keepNoncurrent, orphanMarkers }: Terms) {
  const sentences: string[] = []
  if (!isOn) sentences.push('It is switched off: nothing happens.')
  if (noncurrentDays !== null) {
    const except = keepNoncurrent === null ? '' : `, except the ${versions(keepNoncurrent)} of every file`
    sentences.push(
      `Destroys versions for good ${days(noncurrentDays)} after they were overwritten or deleted${except}.`,
    )
  }
  if (orphanMarkers) sentences.push('Clears away delete markers that hide nothing.')
  if (noncurrentDays !== null) sentences.push(currentStay)
  return sentences
}

/** Somebody's rule in one line. */
export function ruleLine(rule: LifecycleRule): string {
  const where = rule.prefix === '' ? 'in the whole bucket' : `in “${visibleName(rule.prefix)}”`
  const deeds = ruleSentences({ ...rule, isOn: true }).filter((each) => each !== currentStay)
  return `${where}${rule.isOn ? '' : ', switched off'}: ${[...deeds, ...rule.others.map(otherWords)].join(' ')}`
}

/** `Expiration.Days 3` in words, where they are known. */
function otherWords(other: string): string {
  const [name = '', value = ''] = other.split(' ')
  if (name === 'Expiration.Days') return `Deletes files ${days(Number(value))} after they were written.`
  if (name === 'AbortIncompleteMultipartUpload.DaysAfterInitiation')
    return `Ends uploads that are not complete after ${days(Number(value))}.`
  return visibleName(other)
}

export function shortfallSentence(shortfall: Shortfall, { noncurrentDays, keepNoncurrent }: Terms): string {
  const keep = keepNoncurrent ?? 0
  switch (shortfall) {
    case 'last-of-deleted':
      return `The last version of a deleted file. ${days(noncurrentDays ?? 0)} after the delete the server destroys it too, and nothing can bring the file back. To keep it, keep the newest 2 or more, where the server can count.`
    case 'last-of-deleted-by-count':
      return `As many versions of a deleted file: ${formatCount(keep)} instead of ${formatCount(keep + 1)}, for the delete marker counts as the current one. Further markers take places too: a file that was deleted more than ${counted(keep, 'time')} in a row may lose its last version.`
    case 'markers-count':
      return `As many versions of a file with delete markers: every marker takes the place of one of the ${formatCount(keep + 1)} that are kept.`
    case 'a-day-at-least':
      return 'An age under a day. The server waits at least one.'
    case 'whole-days':
      return 'Parts of a day. The age is rounded up.'
  }
}

export const obstacleSentences: Readonly<Record<LifecycleObstacle, string>> = {
  'keeps-too-many': `A lifecycle rule keeps at most ${formatCount(mostKeptNoncurrent + 1)} versions of a file, the current one counted.`,
  'too-many-days': 'No server counts that many days.',
  'unwritable-prefix': 'The folder’s name has characters that no lifecycle rule can carry.',
}

export const differenceSentences: Readonly<Record<RuleDifference, string>> = {
  'keeps-more': 'The server keeps more old versions than asked.',
  later: 'The server waits longer than asked.',
  'keeps-markers': 'The server left out that delete markers are cleared away.',
  'switched-off': 'The server keeps the rule switched off: nothing happens until somebody switches it on.',
}
