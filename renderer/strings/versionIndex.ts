/** Words about the index of a bucket: what it knows, how old that is, and what it is doing. */
import type { Coverage, IndexState } from '../../shared/model/versionIndex.ts'
import { counted, formatCount } from '../format/counts.ts'
import { formatAge } from '../format/times.ts'

export const indexWords = {
  none: 'The versions of this bucket have not been read yet',
  noneAdvice:
    'Strata reads the bucket’s list of versions once, in the background, and keeps it on this computer. No file is downloaded.',
  read: 'Read all versions',
  goOn: 'Go on reading',
  beginning: 'Reading the first versions…',
  beginningAdvice: 'What is found shows here as it comes.',
} as const

/** Versions and markers together. */
export const entryCount = ({ sums }: IndexState): number =>
  sums.currentCount + sums.noncurrentCount + sums.markerCount

/** `60 %`, where it was once read whole; else how much there is so far. */
function progressOf(state: IndexState): string {
  const whole = entryCount(state)
  const isKnown = state.complete && whole > 0 && state.entriesRead <= whole
  return isKnown
    ? `${Math.floor((state.entriesRead / whole) * 100)} %`
    : `${counted(Math.max(whole, state.entriesRead), 'entry', 'entries')} so far`
}

const dayMs = 24 * 3_600_000

/** `read 5 min ago`, `still being read: 60 %`, `reading is paused`; and for a day, that a damaged file was replaced. */
export function readWords(state: IndexState, coverage: Coverage, nowMs: number): string {
  const isNew = state.rebuiltMs !== null && nowMs - state.rebuiltMs < dayMs
  const read = howItWasRead(state, coverage, nowMs)
  return isNew ? `${read} (begun anew: its file on this computer was damaged)` : read
}

function howItWasRead(state: IndexState, coverage: Coverage, nowMs: number): string {
  const isInventory = state.inventoryMs !== null && coverage.oldestReadMs === state.inventoryMs
  const since = isInventory ? 'from an inventory made' : 'read'
  const age = coverage.oldestReadMs === null ? '' : `${since} ${formatAge(coverage.oldestReadMs, nowMs)}`
  if (state.phase === 'reading' || state.phase === 'tidying') {
    const going = coverage.complete ? 'being read anew' : 'still being read'
    return [coverage.complete ? age : '', `${going}: ${progressOf(state)}`]
      .filter((part) => part !== '')
      .join(', ')
  }
  if (coverage.complete) return age
  if (state.inventoryUnfinished) return 'an inventory was not written to its end'
  if (state.inventoryMs !== null) return 'the inventory did not cover all of it'
  if (state.phase === 'paused') return 'not read to its end: reading is paused'
  if (state.phase === 'failed') return `not read to its end: ${state.failure?.message ?? 'reading failed'}`
  return 'not read to its end'
}

/** `1,204,332 entries, read 5 min ago`. */
export function indexSentence(state: IndexState, coverage: Coverage, nowMs: number): string {
  const read = readWords(state, coverage, nowMs)
  const isCounted = coverage.complete
  return isCounted ? `${formatCount(entryCount(state))} entries, ${read}` : read
}
