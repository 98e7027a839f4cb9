/** Words about uploads that were begun and never completed. */
import type { AbortOutcome, IncompleteUpload } from '../../shared/model/upload.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { formatAge, formatDate, formatUtc } from '../format/times.ts'

export const incompleteWords = {
  menu: 'Incomplete Uploads…',
  title: (bucket: string) => `Incomplete uploads in “${bucket}”`,
  lead: 'Begun and never completed: the bucket does not show them, but what has arrived of them takes up room.',
  loading: 'Looking for incomplete uploads…',
  list: 'Incomplete uploads',
  empty: 'No incomplete uploads',
  emptyAdvice: 'Every upload that was begun in this bucket has been completed or aborted.',
  file: 'File',
  started: 'Begun',
  parts: 'Parts',
  size: 'Arrived',
  unknown: '—',
  mayRun: 'may be running',
  more: 'Show more',
  moreLoading: 'Reading…',
  reading: 'reading…',
  show: 'Show…',
  aMonth: 'a month',
  lineFailure: (message: string) => `they could not be read. ${message}`,
  close: 'Close',
  resume: 'Resume with its file…',
  abort: (count: number) => (count === 0 ? 'Abort…' : `Abort ${counted(count, 'upload')}…`),
  aborting: (done: number, all: number) => `Aborting… ${formatCount(done)} of ${formatCount(all)}`,
  partsFailure: (message: string) => `How much they hold could not be read. ${message}`,
  sureAction: (count: number) => `Abort ${counted(count, 'upload')}`,
} as const

const dayMs = 24 * 3_600_000

/** Begun less than a day ago: somebody may be at it. */
export const isYoung = ({ startedMs }: IncompleteUpload, nowMs: number): boolean => nowMs - startedMs < dayMs

export const startedWords = ({ startedMs }: IncompleteUpload, nowMs: number): string =>
  formatAge(startedMs, nowMs)

/** On hover: the exact time, who began it, and a class that is not the usual one. */
export function startedExactly({ startedMs, initiator, storageClass }: IncompleteUpload): string {
  const who = initiator === null ? '' : `by ${initiator.displayName ?? initiator.id}`
  const what = storageClass === null || storageClass === 'STANDARD' ? '' : storageClass
  return [formatDate(startedMs), formatUtc(startedMs), who, what].filter((part) => part !== '').join(' · ')
}

type Held = { readonly sizeBytes: number; readonly unknownCount: number }

function heldBy(uploads: readonly IncompleteUpload[]): Held {
  const known = uploads.flatMap(({ parts }) => (parts === null ? [] : [parts.sizeBytes]))
  return {
    sizeBytes: known.reduce((sum, bytes) => sum + bytes, 0),
    unknownCount: uploads.length - known.length,
  }
}

/** `1.2 GB`; `at least 1.2 GB` where not all is known; nothing where nothing is. */
function amountOf(uploads: readonly IncompleteUpload[]): string {
  const { sizeBytes, unknownCount } = heldBy(uploads)
  if (unknownCount === 0) return formatBytes(sizeBytes)
  return sizeBytes === 0 ? '' : `at least ${formatBytes(sizeBytes)}`
}

const countAndAmount = (uploads: readonly IncompleteUpload[], counted: string): string =>
  [counted, amountOf(uploads)].filter((part) => part !== '').join(', ')

/** `7 uploads, 1.2 GB. They take up room, which most providers bill, until they are completed or aborted.` */
export function totalWords(uploads: readonly IncompleteUpload[], isAll: boolean): string {
  const count = `${isAll ? '' : 'More than '}${counted(uploads.length, 'upload')}`
  const cost =
    uploads.length === 1
      ? 'It takes up room, which most providers bill, until it is completed or aborted.'
      : 'They take up room, which most providers bill, until they are completed or aborted.'
  return `${countAndAmount(uploads, count)}. ${cost}`
}

/** `7 uploads, at least 1.2 GB`, in one line among other sums. */
export const lineWords = (uploads: readonly IncompleteUpload[], isAll: boolean): string =>
  uploads.length === 0 && isAll
    ? 'none'
    : countAndAmount(uploads, `${isAll ? '' : 'more than '}${counted(uploads.length, 'upload')}`)

export const selectedWords = (uploads: readonly IncompleteUpload[]): string =>
  uploads.length === 0 ? '' : countAndAmount(uploads, `${formatCount(uploads.length)} selected`)

export function sureTitle(uploads: readonly IncompleteUpload[]): string {
  const amount = amountOf(uploads)
  return `Abort ${counted(uploads.length, 'upload')}${amount === '' ? '' : ` (${amount})`} for good?`
}

export function sureLines(uploads: readonly IncompleteUpload[], nowMs: number): readonly string[] {
  const young = uploads.filter((upload) => isYoung(upload, nowMs)).length
  const one = uploads.length === 1
  return [
    `What has arrived of ${one ? 'it' : 'them'} is destroyed, and nothing brings it back. Files and their versions are not touched.`,
    ...(young === 0 ? [] : [runningLine(young, uploads.length)]),
  ]
}

function runningLine(young: number, all: number): string {
  const who =
    young < all
      ? `${formatCount(young)} of them ${young === 1 ? 'was' : 'were'}`
      : all === 1
        ? 'It was'
        : 'They were'
  const fails = young === 1 ? 'it would fail' : 'they would fail'
  return `${who} begun less than a day ago and may be running right now, on this or another computer: ${fails}.`
}

export type AbortWords = {
  readonly text: string
  readonly details: readonly string[]
  readonly tone: 'plain' | 'warn' | 'bad'
}

/** What came of it, and how much was freed. */
export function abortWords(
  uploads: readonly IncompleteUpload[],
  outcomes: readonly AbortOutcome[],
  checkMessage: string | null,
): AbortWords {
  const idsOf = (kind: AbortOutcome['kind']) =>
    new Set(outcomes.filter((outcome) => outcome.kind === kind).map(({ uploadId }) => uploadId))
  const aborted = uploads.filter(({ uploadId }) => idsOf('aborted').has(uploadId))
  const goneCount = idsOf('gone').size
  const failures = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.failure] : []))
  const freed = amountOf(aborted)
  const parts = [
    aborted.length === 0
      ? ''
      : `${counted(aborted.length, 'upload')} aborted${freed === '' ? '' : `, ${freed} freed`}.`,
    goneCount === 0 ? '' : `${formatCount(goneCount)} ${goneCount === 1 ? 'was' : 'were'} gone already.`,
    failures.length === 0 ? '' : `${counted(failures.length, 'upload')} could not be aborted.`,
  ]
  const check = checkMessage === null ? [] : [`Whether they are gone could not be looked up. ${checkMessage}`]
  const details = [...new Set(failures.map(({ message }) => message)), ...check]
  return {
    text: parts.filter((part) => part !== '').join(' '),
    details: details.slice(0, 4),
    tone: failures.length === outcomes.length ? 'bad' : details.length > 0 ? 'warn' : 'plain',
  }
}
