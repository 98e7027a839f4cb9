/** Words of the list of transfers: how each batch and each file of it stands, and what can be done. */
import type { Loss } from '../../shared/model/outcome.ts'
import { isOver, type Batch, type TransferItem } from '../../shared/model/transfer.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { formatDay, formatDuration } from '../format/times.ts'
import { lossNames } from './losses.ts'

export const transferWords = {
  title: 'Transfers',
  list: 'List of transfers',
  empty: 'Nothing is on its way',
  emptyAdvice: 'What you upload or download shows here, and stays until you clear it.',
  clear: 'Clear finished',
  close: 'Close',
  pauseAll: 'Pause all',
  resumeAll: 'Resume all',
  limited: (limits: string) => `Limited: ${limits}`,
  more: 'More for all transfers',
  moreOf: (title: string) => `More for ${title}`,
  newestFirst: 'Newest first',
  runningFirst: 'Running first',
  limits: 'Limits…',
  pause: (title: string) => `Pause ${title}`,
  resume: (title: string) => `Resume ${title}`,
  tryNow: (title: string) => `Try ${title} again now`,
  decide: 'Decide…',
  decideFor: (title: string) => `Decide about the taken names of ${title}`,
  toTop: 'Move to the top',
  openShort: 'Open',
  open: (title: string) => `Open ${title}`,
  showInFolder: 'Show in folder',
  copyDetails: 'Copy error details',
  pauseShort: 'Pause',
  resumeShort: 'Go on',
  retryShort: 'Try again',
  cancelShort: 'Cancel',
  removeShort: 'Take off the list',
  cancel: (title: string) => `Cancel ${title}`,
  retry: (title: string) => `Try ${title} again`,
  remove: (title: string) => `Take ${title} off the list`,
  showIn: (title: string) => `Show ${title} in its folder`,
  show: 'Show',
  replaceShort: 'Replace…',
  up: 'Upload',
  down: 'Download',
  copy: 'Copy',
  to: (place: string) => `to ${place}`,
  progressOf: (title: string) => `Progress of ${title}`,
  items: (title: string) => `Files of ${title}`,
  findingFiles: 'Finding files…',
  waiting: 'Waiting',
  paused: 'Paused',
  allProgress: 'Progress of all transfers',
  replaceTitle: (count: number) => `Replace ${counted(count, 'file')} for good?`,
  replaceLines: (count: number, message: string) => [
    count === 1
      ? message
      : `${counted(count, 'file')} of the same names are there already, and this bucket keeps no copy of what is overwritten.`,
    'What is there now is gone afterwards. To keep it, switch versioning on first.',
  ],
  replaceAction: (count: number) => `Replace ${counted(count, 'file')}`,
  cancelTitle: (title: string) => `Stop “${title}”?`,
  cancelLines: (lostBytes: number) => [
    ...(lostBytes === 0
      ? []
      : [`${formatBytes(lostBytes)} of unfinished files have moved already, and would have to move again.`]),
    'What is finished stays. To go on later, pause it instead.',
  ],
  cancelAction: 'Stop transfer',
  startedOver: 'changed on the way, sent again',
  savedAs: (name: string) => `saved as ${name}`,
  without: (lost: readonly Loss[]) => `arrived without ${lossNames(lost)}`,
  lacking: (count: number) => `${formatCount(count)} ${count === 1 ? 'lacks' : 'lack'} something`,
  taken: (count: number) => (count === 1 ? 'A name is taken' : `${formatCount(count)} names are taken`),
} as const

const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ')

/** `9.4 MB/s`. */
export const rateWords = (bytesPerSecond: number): string => `${formatBytes(bytesPerSecond)}/s`

/** `9.4 MB/s`, `40 s left`, as far as they are known. */
export const pace = (bytesPerSecond: number | null, secondsLeft: number | null): string =>
  joined([
    bytesPerSecond === null ? null : rateWords(bytesPerSecond),
    secondsLeft === null ? null : `${formatDuration(secondsLeft)} left`,
  ])

export const amount = (doneBytes: number, sizeBytes: number): string =>
  `${formatBytes(doneBytes)} of ${formatBytes(sizeBytes)}`

/** `brand-kit (148 files)`. */
export const titleOf = ({ title, fileCount }: Pick<Batch, 'title' | 'fileCount'>): string =>
  fileCount > 1 ? `${title} (${counted(fileCount, 'file')})` : title

export type TwoLines = { readonly first: string; readonly second: string }

type Moving = Pick<
  Batch,
  'fileCount' | 'doneCount' | 'sizeBytes' | 'doneBytes' | 'counting' | 'bytesPerSecond' | 'secondsLeft'
>

/** One file is told by its bytes, many by their number; there is room for one thing more. */
export function movingLines(moving: Moving): TwoLines {
  const { sizeBytes, doneBytes, bytesPerSecond, secondsLeft } = moving
  const speed = pace(bytesPerSecond, secondsLeft)
  if (isOneFile(moving)) return { first: amount(doneBytes, sizeBytes), second: speed }
  return { first: filesSoFar(moving), second: speed === '' ? amount(doneBytes, sizeBytes) : speed }
}

const isOneFile = ({ fileCount, counting }: Moving): boolean => fileCount <= 1 && !counting

const filesSoFar = ({ fileCount, doneCount, counting }: Moving): string =>
  `${formatCount(doneCount)} of ${counted(fileCount, 'file')}${counting ? ' so far' : ''}`

/** Files on their way to Strata itself: the upload comes afterwards. */
export function handingOverLines(moving: Moving): TwoLines {
  const { first } = movingLines(moving)
  return { first, second: joined(['handing over', pace(moving.bytesPerSecond, moving.secondsLeft)]) }
}

/** What a batch is counted as. `stopped`: something is in its way that somebody has to put right. */
export type Standing =
  'running' | 'asking' | 'retrying' | 'waiting' | 'paused' | 'stopped' | 'done' | 'failed' | 'cancelled'

/** How a batch stands. */
export function batchLines(batch: Batch, standing: Standing, nowMs: number): TwoLines {
  if (isOver(batch.state)) return overLines(batch, nowMs)
  const { state, waiting, askingCount, fileCount, doneCount, sizeBytes, bytesPerSecond, secondsLeft } = batch
  const far = isOneFile(batch) ? amount(batch.doneBytes, sizeBytes) : filesSoFar(batch)
  if (standing === 'paused') return { first: transferWords.paused, second: far }
  if (standing === 'stopped') {
    return { first: batch.failure?.message ?? transferWords.paused, second: batch.failure?.advice ?? far }
  }
  if (waiting !== null) {
    return { first: waiting.failure.message, second: tryingAgain(waiting.untilMs, nowMs) }
  }
  if (askingCount > 0) {
    const second = fileCount > 1 ? joined([far, pace(bytesPerSecond, secondsLeft)]) : formatBytes(sizeBytes)
    return { first: transferWords.taken(askingCount), second }
  }
  if (state === 'preparing') return { first: transferWords.findingFiles, second: '' }
  if (state === 'running' || doneCount > 0) return movingLines(batch)
  const all = fileCount > 1 ? `${counted(fileCount, 'file')}, ${formatBytes(sizeBytes)}` : ''
  return { first: transferWords.waiting, second: all }
}

function tryingAgain(untilMs: number, nowMs: number): string {
  const seconds = (untilMs - nowMs) / 1000
  return seconds < 0.5 ? 'Trying again now' : `Trying again in ${formatDuration(seconds)}`
}

function overLines(batch: Batch, nowMs: number): TwoLines {
  const { state, fileCount, doneCount, failedCount, skippedCount, sizeBytes, endedMs, failure } = batch
  const files = counted(fileCount, 'file')
  const when = endedMs === null ? '' : formatDay(endedMs, nowMs)
  const lacking = batch.lackingCount === 0 ? null : transferWords.lacking(batch.lackingCount)
  const skipped = skippedCount === 0 ? null : `${formatCount(skippedCount)} skipped`
  switch (state) {
    case 'cancelled':
      return {
        first: 'Cancelled',
        second: doneCount > 0 ? `${formatCount(doneCount)} of ${files} were done before` : when,
      }
    case 'failed':
      return {
        first: fileCount > 1 && failedCount > 0 ? `${formatCount(failedCount)} of ${files} failed` : 'Failed',
        second: joined([failure?.message ?? null, lacking, skipped]),
      }
    case 'skipped':
      return { first: fileCount > 1 ? `Skipped ${files}` : 'Skipped', second: `nothing moved, ${when}` }
    case 'done':
    case 'queued':
    case 'preparing':
    case 'running':
    case 'paused':
      return {
        first: fileCount > 1 ? `${files}, ${formatBytes(sizeBytes)}` : formatBytes(sizeBytes),
        second: joined([lacking, `done ${when}`, skipped]),
      }
  }
}

/** Behind a file's name: how far, how checked. */
export function itemWords({
  state,
  sizeBytes,
  doneBytes,
  checked,
  savedAs,
  lost,
  startedOver,
}: TransferItem): string {
  switch (state) {
    case 'queued':
    case 'preparing':
      return joined([formatBytes(sizeBytes), 'waiting'])
    case 'paused':
      return joined([doneBytes > 0 ? amount(doneBytes, sizeBytes) : formatBytes(sizeBytes), 'paused'])
    case 'running':
      return amount(doneBytes, sizeBytes)
    case 'done':
      return joined([
        lost.length === 0 ? null : transferWords.without(lost),
        savedAs === null ? null : transferWords.savedAs(savedAs),
        startedOver ? transferWords.startedOver : null,
        formatBytes(sizeBytes),
        checked === 'size' ? 'size only' : checked === 'hash' ? 'checked' : null,
      ])
    case 'cancelled':
      return 'cancelled'
    case 'failed':
      return 'failed'
    case 'skipped':
      return joined([formatBytes(sizeBytes), 'skipped, what was there stays'])
  }
}
