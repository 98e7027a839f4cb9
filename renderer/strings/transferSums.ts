/** Words for all transfers at once: the head of their list and the status line. */
import { capitalised, counted, formatCount } from '../format/counts.ts'
import { amount, pace, transferWords, type Standing } from './transfers.ts'

const standingWords: readonly (readonly [Standing, string])[] = [
  ['running', 'running'],
  ['asking', 'asking'],
  ['retrying', 'trying again'],
  ['waiting', 'waiting'],
  ['paused', 'paused'],
  ['stopped', 'stopped'],
  ['done', 'done'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
]

/** `2 running, 1 waiting, 148 done`. */
export const summary = (counts: Readonly<Record<Standing, number>>): string =>
  standingWords
    .filter(([standing]) => counts[standing] > 0)
    .map(([standing, word]) => `${formatCount(counts[standing])} ${word}`)
    .join(', ')

export type Active = {
  readonly upCount: number
  readonly downCount: number
  readonly copyCount: number
  readonly movingCount: number
  readonly pausedCount: number
  readonly stoppedCount: number
  readonly retryingCount: number
  readonly askingCount: number
  readonly sizeBytes: number
  readonly doneBytes: number
  readonly counting: boolean
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
}

/** `2 of 3 uploading · 184 MB of 298 MB · 21 MB/s · 6 s left`; what stands still says why. */
export function activeLine(active: Active): string {
  const { movingCount, sizeBytes, doneBytes, counting, bytesPerSecond, secondsLeft } = active
  const far = sizeBytes === 0 ? '' : `${amount(doneBytes, sizeBytes)}${counting ? ' so far' : ''}`
  const who = [movingCount > 0 ? movingWords(active) : '', ...standingStill(active)].filter(
    (part) => part !== '',
  )
  return [...(who.length === 0 ? [transferWords.waiting] : who), far, pace(bytesPerSecond, secondsLeft)]
    .filter((part) => part !== '')
    .join(' · ')
}

function movingWords({ upCount, downCount, copyCount, movingCount }: Active): string {
  const all = upCount + downCount + copyCount
  const verb =
    all === upCount
      ? 'uploading'
      : all === downCount
        ? 'downloading'
        : all === copyCount
          ? 'copying'
          : 'moving'
  return all === 1 ? capitalised(verb) : `${formatCount(movingCount)} of ${formatCount(all)} ${verb}`
}

function standingStill(active: Active): readonly string[] {
  const { upCount, downCount, copyCount, pausedCount, stoppedCount, retryingCount, askingCount } = active
  const isOnly = upCount + downCount + copyCount === 1
  const told = (count: number, word: string): string =>
    count === 0 ? '' : isOnly ? capitalised(word) : `${formatCount(count)} ${word}`
  return [
    askingCount === 0 ? '' : transferWords.taken(askingCount),
    told(retryingCount, 'waiting to try again'),
    told(stoppedCount, 'stopped'),
    told(pausedCount, 'paused'),
  ]
}

export const failedLine = (count: number): string => `${counted(count, 'transfer')} failed`
