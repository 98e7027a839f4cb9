/** Words of the list of transfers, of the status line, and of what is told when a transfer ends. */
import type { Batch, TransferItem } from '../../shared/model/transfer.ts'
import { formatBytes } from '../format/bytes.ts'
import { capitalised, counted, formatCount } from '../format/counts.ts'
import { formatDay, formatDuration } from '../format/times.ts'

export const transferWords = {
  title: 'Transfers',
  list: 'List of transfers',
  empty: 'Nothing is on its way',
  emptyAdvice: 'What you upload or download shows here, and stays until you clear it.',
  clear: 'Clear finished',
  close: 'Close',
  cancel: (title: string) => `Cancel ${title}`,
  retry: (title: string) => `Try ${title} again`,
  remove: (title: string) => `Take ${title} off the list`,
  showIn: (title: string) => `Show ${title} in its folder`,
  show: 'Show',
  replaceShort: 'Replace…',
  up: 'Upload',
  down: 'Download',
  to: (place: string) => `to ${place}`,
  progressOf: (title: string) => `Progress of ${title}`,
  items: (title: string) => `Files of ${title}`,
  findingFiles: 'Finding files…',
  waiting: 'Waiting',
  allProgress: 'Progress of all transfers',
  replaceTitle: (count: number) => `Replace ${counted(count, 'file')} for good?`,
  replaceLines: (count: number, message: string) => [
    count === 1
      ? message
      : `${counted(count, 'file')} of the same names are there already, and this bucket keeps no copy of what is overwritten.`,
    'What is there now is gone afterwards. To keep it, switch versioning on first.',
  ],
  replaceAction: (count: number) => `Replace ${counted(count, 'file')}`,
  savedAs: (name: string) => `saved as ${name}`,
} as const

const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ')

/** `9.4 MB/s`, `40 s left`, as far as they are known. */
export const pace = (bytesPerSecond: number | null, secondsLeft: number | null): string =>
  joined([
    bytesPerSecond === null ? null : `${formatBytes(bytesPerSecond)}/s`,
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

/** One file is told by its bytes, many by their number. */
export function movingLines(moving: Moving): TwoLines {
  const { fileCount, doneCount, sizeBytes, doneBytes, counting, bytesPerSecond, secondsLeft } = moving
  const speed = pace(bytesPerSecond, secondsLeft)
  if (fileCount <= 1 && !counting) return { first: amount(doneBytes, sizeBytes), second: speed }
  const first = `${formatCount(doneCount)} of ${counted(fileCount, 'file')}${counting ? ' so far' : ''}`
  return { first, second: joined([amount(doneBytes, sizeBytes), speed]) }
}

/** Files on their way to Strata itself: the upload comes afterwards. */
export function handingOverLines(moving: Moving): TwoLines {
  const { first } = movingLines(moving)
  return { first, second: joined(['handing over', pace(moving.bytesPerSecond, moving.secondsLeft)]) }
}

/** How a batch stands. */
export function batchLines(batch: Batch): TwoLines {
  const { state, fileCount, doneCount, failedCount, sizeBytes, endedMs, failure } = batch
  const files = counted(fileCount, 'file')
  const when = endedMs === null ? '' : formatDay(endedMs, Date.now())
  switch (state) {
    case 'preparing':
      return { first: transferWords.findingFiles, second: '' }
    case 'queued':
      return {
        first: transferWords.waiting,
        second: fileCount > 1 ? `${files}, ${formatBytes(sizeBytes)}` : '',
      }
    case 'running':
    case 'paused':
      return movingLines(batch)
    case 'done':
      return {
        first: fileCount > 1 ? `${files}, ${formatBytes(sizeBytes)}` : formatBytes(sizeBytes),
        second: `done ${when}`,
      }
    case 'cancelled':
      return {
        first: 'Cancelled',
        second: doneCount > 0 ? `${formatCount(doneCount)} of ${files} were done before` : when,
      }
    case 'failed':
      return {
        first: fileCount > 1 && failedCount > 0 ? `${formatCount(failedCount)} of ${files} failed` : 'Failed',
        second: failure?.message ?? '',
      }
  }
}

type HandoverCounts = { readonly running: number; readonly failed: number }

/** `2 running, 1 waiting, 148 done`. */
export function summary(batches: readonly Batch[], handovers: HandoverCounts): string {
  const count = (...states: Batch['state'][]) => batches.filter(({ state }) => states.includes(state)).length
  const parts = [
    [count('running', 'preparing', 'paused') + handovers.running, 'running'],
    [count('queued'), 'waiting'],
    [count('done'), 'done'],
    [count('failed') + handovers.failed, 'failed'],
    [count('cancelled'), 'cancelled'],
  ] as const
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${formatCount(number)} ${word}`)
    .join(', ')
}

export type Active = {
  readonly upCount: number
  readonly downCount: number
  readonly movingCount: number
  readonly sizeBytes: number
  readonly doneBytes: number
  readonly counting: boolean
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
}

/** `2 of 3 uploading · 184 MB of 298 MB · 21 MB/s · 6 s left`. */
export function activeLine(active: Active): string {
  const { upCount, downCount, movingCount, sizeBytes, doneBytes, counting, bytesPerSecond, secondsLeft } =
    active
  const all = upCount + downCount
  const verb = downCount === 0 ? 'uploading' : upCount === 0 ? 'downloading' : 'moving'
  const who = all === 1 ? capitalised(verb) : `${formatCount(movingCount)} of ${formatCount(all)} ${verb}`
  const far = sizeBytes === 0 ? '' : `${amount(doneBytes, sizeBytes)}${counting ? ' so far' : ''}`
  return joined([who, far, pace(bytesPerSecond, secondsLeft)])
}

export const failedLine = (count: number): string => `${counted(count, 'transfer')} failed`

/** Behind a file's name: how far, how checked. */
export function itemWords({ state, sizeBytes, doneBytes, checked, savedAs }: TransferItem): string {
  switch (state) {
    case 'queued':
    case 'preparing':
    case 'paused':
      return joined([formatBytes(sizeBytes), 'waiting'])
    case 'running':
      return amount(doneBytes, sizeBytes)
    case 'done':
      return joined([
        savedAs === null ? null : transferWords.savedAs(savedAs),
        formatBytes(sizeBytes),
        checked === 'size' ? 'size only' : checked === 'hash' ? 'checked' : null,
      ])
    case 'cancelled':
      return 'cancelled'
    case 'failed':
      return 'failed'
  }
}

export const endedWords = {
  downloaded: ({ title, fileCount, place }: Batch) =>
    fileCount > 1
      ? `${counted(fileCount, 'file')} are saved in ${place}.`
      : `“${title}” is saved in ${place}.`,
  uploaded: ({ title, fileCount, place }: Batch) =>
    fileCount > 1
      ? `${counted(fileCount, 'file')} are uploaded to ${place}.`
      : `“${title}” is uploaded to ${place}.`,
  failed: ({ direction, failedCount, fileCount, title }: Batch) =>
    fileCount <= 1 || failedCount === 0
      ? `“${title}” was not ${direction === 'up' ? 'uploaded' : 'downloaded'}.`
      : `${formatCount(failedCount)} of ${counted(fileCount, 'file')} of “${title}” were not ${direction === 'up' ? 'uploaded' : 'downloaded'}.`,
} as const
