/** Words about filling an index from an S3 Inventory. */
import { assertNever } from '../../shared/assertNever.ts'
import type { InventoryFill, InventoryFound } from '../../shared/model/inventory.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { formatAge, formatDate } from '../format/times.ts'

export const inventoryWords = {
  menu: 'Fill from an S3 Inventory…',
  underWay: 'Show the Filling from an Inventory…',
  menuOfBucket: 'Fill the Index from an S3 Inventory…',
  title: (bucket: string) => `Fill the index of “${bucket}” from an S3 Inventory`,
  lead: 'For a bucket that is too big to list: the inventory its server makes every day or week names every version. Nothing in the bucket changes.',
  connection: 'Read with',
  address: 'Address',
  addressHelp: 'The manifest.json, or a folder with inventories: then the newest in it.',
  placeholder: 'inventory-bucket/path/manifest.json',
  look: 'Look',
  looking: 'Looking at the manifest…',
  fill: 'Fill the index',
  wouldAddNothing: 'The index was read after this inventory was made: it would add nothing.',
  stop: 'Stop',
  close: 'Close',
  another: 'Another inventory…',
  progress: 'Filling the index',
  goesOn: 'It goes on when you close this. Until it is written, the index answers as before.',
  goesOnWriting: 'It goes on when you close this.',
  stopped: 'Stopped',
  stoppedUntouched: 'The index is as it was.',
  stoppedWithin:
    'A part of the inventory is in the index already: what it says is true as of the inventory’s date. Fill it again, or read all versions.',
  done: 'The index is filled',
} as const

const dayMs = 86_400_000
/** Inventories are made every day or every week. */
const oldDays = 8

/** `CSV, 12 files, 1.2 GB`. */
export const foundFacts = ({ format, fileCount, totalBytes }: InventoryFound): string =>
  `${format}, ${counted(fileCount, 'file')}, ${formatBytes(totalBytes)}`

/** `Made 20 Nov 2026, 01:00 (3 h ago)`. */
export const madeWords = ({ createdMs }: InventoryFound, nowMs: number): string =>
  `Made ${formatDate(createdMs)} (${formatAge(Math.min(createdMs, nowMs), nowMs)})`

/** What it will not tell. */
export function foundNotes(
  { createdMs, hasStorageClass, hasOwner }: InventoryFound,
  nowMs: number,
): readonly string[] {
  const days = Math.floor((nowMs - createdMs) / dayMs)
  return [
    days > oldDays ? `It is ${counted(days, 'day')} old: newer ones may exist.` : '',
    'What changed since then, or in the hours before, may be missing. Small folders are read anew when they are opened, and what you do with Strata is entered at once.',
    'It has no order: versions of a file are put in order by their dates, and asked of the server where those don’t tell.',
    hasStorageClass ? '' : 'It has no storage classes: cold files are not marked until they are read anew.',
    hasOwner ? '' : 'It doesn’t say who wrote what.',
  ].filter((note) => note !== '')
}

/** What is under way, in a line. */
export function fillWords({
  phase,
  found,
  bytesRead,
  rowsRead,
  rowsWritten,
  settledCount,
  uncertainCount,
}: InventoryFill): string {
  switch (phase) {
    case 'reading':
      return `Reading: ${formatBytes(bytesRead)} of ${formatBytes(found.totalBytes)}, ${counted(rowsRead, 'entry', 'entries')}`
    case 'sorting':
      return `Sorting ${counted(rowsRead, 'entry', 'entries')}…`
    case 'writing':
      return `Writing: ${formatCount(rowsWritten)} of ${counted(rowsRead, 'entry', 'entries')}`
    case 'settling':
      return `Asking the server for the order of ${counted(uncertainCount, 'file')}: ${formatCount(settledCount)} so far`
    case 'tidying':
      return 'Putting it in order…'
    case 'done':
      return inventoryWords.done
    case 'failed':
    case 'cancelled':
      return inventoryWords.stopped
    default:
      return assertNever(phase)
  }
}

/** 0 to 1 over everything; null where nobody can tell. */
export function fillFraction({
  phase,
  found,
  bytesRead,
  rowsRead,
  rowsWritten,
}: InventoryFill): number | null {
  if (phase === 'reading') return found.totalBytes === 0 ? null : (bytesRead / found.totalBytes) * 0.5
  if (phase === 'writing') return rowsRead === 0 ? null : 0.5 + (rowsWritten / rowsRead) * 0.5
  return phase === 'done' ? 1 : null
}

/** What is in the index now, and what is not. */
export function doneLines({
  found,
  rowsWritten,
  uncertainCount,
  settledCount,
  onlyPrefix,
}: InventoryFill): readonly string[] {
  const left = uncertainCount - settledCount
  return [
    `${counted(rowsWritten, 'entry', 'entries')} as of ${formatDate(found.createdMs)}.`,
    onlyPrefix === ''
      ? ''
      : `All of them begin with “${onlyPrefix}”, but the bucket has more than that: the rest is not read yet.`,
    settledCount === 0
      ? ''
      : `The order of ${counted(settledCount, 'file')} with versions of one date was asked of the server.`,
    left === 0
      ? ''
      : `${counted(left, 'file')} with versions of one date can’t be put in order: in the past they are marked as uncertain until they are read anew.`,
  ].filter((line) => line !== '')
}
