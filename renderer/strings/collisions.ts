/** Words of what becomes of files whose name is taken where they go. */
import type { Batch, CollisionChoice, TransferItem } from '../../shared/model/transfer.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted } from '../format/counts.ts'
import { formatDay } from '../format/times.ts'
import { transferWords } from './transfers.ts'

type Direction = Batch['direction']
type Collision = NonNullable<TransferItem['collision']>

export const collisionWords = {
  title: (count: number) => (count === 0 ? 'No name is taken any more' : transferWords.taken(count)),
  lead: ({ title, place, fileCount }: Batch) =>
    fileCount > 1
      ? `Files of “${title}” have the names of files in ${place}. They wait for your word, the others move on.`
      : `A file of the same name is in ${place} already.`,
  list: 'Files whose names are taken',
  coming: 'comes',
  there: (modified: string) => `is there, ${modified}`,
  choose: 'Choose',
  chooseFor: (name: string) => `What becomes of ${name}`,
  forAll: (count: number) => (count === 1 ? 'This file' : `All ${counted(count, 'file')}`),
  alsoLater: 'It also holds for taken names that are found later: files are still being counted.',
  later: 'Decide later',
} as const

/** `2.4 MB comes, 2.1 MB of 3 Nov, 09:11 is there`. */
export const collisionLine = (sizeBytes: number, there: Collision, nowMs: number): string =>
  `Its name is taken: ${formatBytes(sizeBytes)} comes, ${formatBytes(there.sizeBytes)} of ${formatDay(there.modifiedMs, nowMs)} is there.`

export const choiceLabels: Readonly<Record<CollisionChoice, string>> = {
  replace: 'Replace',
  skip: 'Skip',
  'keep-both': 'Keep both',
  newer: 'Replace if newer',
  compare: 'Compare contents',
}

/** What each choice does. */
export function choiceDetail(choice: CollisionChoice, direction: Direction): string {
  const replaced = direction === 'down' ? 'Replaced' : 'Replaced for good'
  switch (choice) {
    case 'replace':
      return direction === 'down'
        ? 'The file that is there is overwritten.'
        : 'What is there is gone for good: this bucket keeps no earlier versions.'
    case 'skip':
      return 'What is there stays, and nothing moves.'
    case 'keep-both':
      return 'What is there stays, and what comes gets a name of its own.'
    case 'newer':
      return `${replaced} where what comes is younger, skipped otherwise.`
    case 'compare':
      return `Skipped where both have the same contents, ${replaced.toLowerCase()} otherwise.`
  }
}

/** What the button says it does. */
export function decideAction(choice: CollisionChoice, count: number): string {
  const files = counted(count, 'file')
  switch (choice) {
    case 'replace':
      return `Replace ${files}`
    case 'skip':
      return `Skip ${files}`
    case 'keep-both':
      return `Keep both of ${files}`
    case 'newer':
      return `Replace up to ${files}`
    case 'compare':
      return `Compare ${files}`
  }
}

export const destroyWords = {
  title: (choice: CollisionChoice, count: number) =>
    `Replace ${choice === 'replace' ? '' : 'up to '}${counted(count, 'file')} for good?`,
  lines: (choice: CollisionChoice, name: string | null) => [
    name === null
      ? 'Files of the same names are there already, and this bucket keeps no copy of what is overwritten.'
      : `“${name}” is there already, and this bucket keeps no copy of what is overwritten.`,
    ...(choice === 'newer' ? ['Only files that are older than what comes are replaced.'] : []),
    ...(choice === 'compare' ? ['Only files whose contents differ are replaced.'] : []),
    'What is replaced is gone afterwards. To keep it, switch versioning on first.',
  ],
  action: (choice: CollisionChoice, count: number) =>
    choice === 'replace' ? `Replace ${counted(count, 'file')}` : choiceLabels[choice],
} as const
