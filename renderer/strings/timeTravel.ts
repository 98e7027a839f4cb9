/** Words of the time bar and of looking at the past. */
import { assertNever } from '../../shared/assertNever.ts'
import { nameOf } from '../../shared/key.ts'
import type { Bin } from '../../shared/model/activity.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { visibleName } from '../format/names.ts'
import { formatAge, formatDate, formatDuration, formatPrecise, formatShortDate } from '../format/times.ts'

const nameOfPlace = ({ bucket, prefix }: PrefixRef): string =>
  visibleName(prefix === '' ? bucket : nameOf(prefix)) || '(no name)'

export const timeWords = {
  label: 'Time',
  button: 'History',
  buttonLabel: 'History: this folder at any moment',
  slider: 'Moment that is shown',
  now: 'Now',
  backToNow: 'Back to now',
  asOf: (ms: number) => `as of ${formatDate(ms)}`,
  titleThen: (place: PrefixRef, ms: number) => `${nameOfPlace(place)} as it was on ${formatPrecise(ms)}`,
  titleNow: (place: PrefixRef) => `${nameOfPlace(place)} as it is now`,
  invitation: 'Move the slider, or type a date, to see it at any moment.',
  rewindFolder: (prefix: string) => (prefix === '' ? 'Rewind bucket…' : 'Rewind folder…'),
  reading: (entries: number) =>
    entries === 0 ? 'Reading how it was…' : `Reading how it was… ${counted(entries, 'version')} so far`,
  zoomIn: 'Show less time',
  zoomOut: 'Show more time',
  zoomAll: 'Show all of its history',
  date: 'Go to a moment',
  datePlaceholder: 'yesterday 9:00',
  limits: 'What can’t be known',
  limitLines: [
    'What was destroyed for good is missing, at any moment.',
    'A big upload counts from when it was begun, not from when it was completed.',
    'Times are those of the server’s clock.',
  ],
  limitsTitle: 'What the past can’t tell',
  understood: 'Understood',
  pastIsReadOnly: 'This is the past: nothing can be written here. Rewind it, or go back to now.',
  noDrop: 'This is the past: nothing can be uploaded here',
  stillReading: 'Wait until that moment has been read.',
  chooseMoment: 'Choose a moment with the time bar first.',
  atNow: 'This is the present.',
  tooMany: 'Too many rows are selected to name them one by one. Select the folder that holds them.',
  copyOutFolder: (ms: number) => `as of ${isoLike(ms)}`,
  downloadThen: 'Download As It Was',
  downloadThenTo: 'Download As It Was To…',
  emptyThen: 'Nothing was here then',
  emptyThenAdvice: 'Choose another moment with the time bar.',
  uncertain:
    'It can’t be told for sure what was here: a version without an id was overwritten, or versions of one date have no known order.',
  uncertainTag: 'uncertain',
  index: 'Index of this bucket',
  startIndex: 'Read the bucket now',
  pauseIndex: 'Pause',
  refreshIndex: 'Read everything anew',
  removeIndex: 'Remove the index…',
  removeTitle: 'Remove the index of this bucket?',
  removeLines: (bytes: number) => [
    `It takes ${formatBytes(bytes)} on this computer. Nothing in the bucket changes.`,
    'Without it the past of a folder is read from the server each time, and the time bar shows no events.',
  ],
  removeAction: 'Remove index',
  everythingRead: 'Everything is read already.',
  notReading: 'It is not reading.',
  noIndexToRemove: 'There is none.',
} as const

/** `2026-11-10 15.59`, fit for the name of a folder anywhere. */
function isoLike(ms: number): string {
  const date = new Date(ms)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}.${two(date.getMinutes())}`
}

export type EventCounts = Pick<Bin, 'added' | 'replaced' | 'deleted'>

/** `1,812 deletes`, `40 writes`, `12 deletes, 40 writes`. */
export function eventWords({ added, replaced, deleted }: EventCounts): string {
  const writes = added + replaced
  const parts = [
    deleted === 0 ? '' : counted(deleted, 'delete'),
    writes === 0 ? '' : counted(writes, 'write'),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** `1,812 deletes, 10 Nov, 16:02`. */
export const burstWords = (counts: EventCounts, ms: number): string =>
  `${eventWords(counts)}, ${formatShortDate(ms, Date.now())}`

/** `3 min before 1,812 deletes`. */
export function beforeWords(counts: EventCounts, aheadMs: number): string {
  return aheadMs < 1500
    ? `just before ${eventWords(counts)}`
    : `${formatLong(aheadMs)} before ${eventWords(counts)}`
}

const dayMs = 86_400_000

const formatLong = (ms: number): string =>
  ms < 2 * dayMs ? formatDuration(ms / 1000) : counted(Math.round(ms / dayMs), 'day')

/** How the index stands, in a few words. */
export function indexWords(state: IndexState, nowMs: number): string {
  const { exists, choice, phase, complete, oldestReadMs, entriesRead, failure } = state
  const age = oldestReadMs === null ? '' : formatAge(oldestReadMs, nowMs)
  const whole = state.inventoryMs === null ? `All events, read ${age}` : `All events of an inventory, ${age}`
  if (choice === 'removed' && !exists) return 'No index: events aren’t shown'
  if (!exists) return 'Not read yet: events aren’t shown'
  const soFar = complete ? `complete, read ${age}` : `${formatCount(countIn(state))} entries so far`
  switch (phase) {
    case 'reading':
      return complete ? `Reading anew, ${formatCount(entriesRead)} so far` : `Reading… ${soFar}`
    case 'tidying':
      return 'Putting it in order…'
    case 'paused':
      return `Paused: ${soFar}`
    case 'failed':
      return failure === null ? `Stopped: ${soFar}` : `Stopped: ${failure.message}`
    case 'idle':
      return complete ? whole : choice === 'paused' ? `Paused: ${soFar}` : soFar
    case 'complete':
      return complete ? whole : soFar
    default:
      return assertNever(phase)
  }
}

const countIn = ({ sums }: IndexState): number => sums.currentCount + sums.noncurrentCount + sums.markerCount

/** More of the same, for those who look closer. */
export function indexDetail(state: IndexState): string {
  const uncertain =
    state.uncertainCount === 0 ? '' : `, the order of ${counted(state.uncertainCount, 'file')} unknown`
  const known = `${counted(countIn(state), 'entry', 'entries')} known${uncertain}`
  return `${known}, ${formatBytes(state.fileBytes)} on this computer`
}

export const typedProblems = {
  'not-understood': 'Not understood. Try “yesterday 9:00”, “2 hours ago” or “2026-11-10 15:59”.',
  'no-such-day': 'There is no such day.',
  'no-such-time': 'There is no such time.',
  'which-is-the-month': 'Which one is the month? Write it like “10 Nov 2026”.',
  ahead: 'That is still to come.',
} as const
