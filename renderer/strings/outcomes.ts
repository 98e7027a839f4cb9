/** What a verb did, in words. */
import { nameOf } from '../../shared/key.ts'
import type { Loss, Outcome, Remains } from '../../shared/model/outcome.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { visibleName } from '../format/names.ts'
import { formatDay } from '../format/times.ts'
import { lossNames } from './losses.ts'

export type OutcomeWords = {
  readonly text: string
  readonly details: readonly string[]
  readonly tone: 'plain' | 'warn'
}

const quoted = (key: string): string => `“${visibleName(nameOf(key))}”`

const kept = ({ versionCount, sizeBytes, complete }: Remains): string => {
  if (versionCount === 0) return 'No version of it is left.'
  const atLeast = complete ? '' : 'At least '
  const versions = `${atLeast}${counted(versionCount, 'version')}`
  return `${versions} ${versionCount === 1 ? 'is' : 'are'} kept (${formatBytes(sizeBytes)}).`
}

const lossWords = (lost: readonly Loss[]): readonly string[] =>
  lost.length === 0 ? [] : [`This server did not keep ${lossNames(lost)}. The older version still has it.`]

const racedWords = (raced: boolean): readonly string[] =>
  raced ? ['Somebody else wrote at the same moment. Both versions are kept: look at the history.'] : []

const toneOf = (details: readonly string[]): 'plain' | 'warn' => (details.length === 0 ? 'plain' : 'warn')

export function wordsOf(outcome: Outcome): OutcomeWords {
  const name = quoted(outcome.key)
  switch (outcome.kind) {
    case 'restored': {
      const details = [...racedWords(outcome.raced), ...lossWords(outcome.lost)]
      const text = `${name} is again as it was ${formatDay(outcome.fromMs, Date.now())}. ${kept(outcome.remains)}`
      return { text, details, tone: toneOf(details) }
    }
    case 'already-current':
      return { text: `This version of ${name} is the current one already.`, details: [], tone: 'plain' }
    case 'undeleted': {
      const details = racedWords(outcome.raced)
      const text = `${name} is back (${formatBytes(outcome.sizeBytes)}). Nothing was copied: ${markers(outcome.markersRemoved)} taken away.`
      return { text, details, tone: toneOf(details) }
    }
    case 'marked-deleted':
      return { text: `${name} is deleted. ${kept(outcome.remains)}`, details: [], tone: 'plain' }
    case 'already-deleted':
      return { text: `${name} was deleted already. ${kept(outcome.remains)}`, details: [], tone: 'plain' }
    case 'destroyed':
      return {
        text: `That version of ${name} is gone for good. ${kept(outcome.remains)}`,
        details: [],
        tone: 'plain',
      }
  }
}

const markers = (count: number): string =>
  count === 1 ? 'its delete marker was' : `${formatCount(count)} delete markers were`

export const verbWords = {
  undelete: 'Undelete',
  nothingLive: 'What is selected is deleted already.',
  nothingDeleted: 'Nothing that is selected is deleted.',
  tooMany: 'Too many rows are selected to act on them one by one.',
  noVersion: 'Choose a version in the history first.',
  currentAlready: 'It is the current version already.',
  destroyTitle: 'This would destroy data for good',
  destroyAction: 'Go on all the same',
  deleteAction: 'Delete for good',
  foreverTitle: (name: string, marker: boolean) =>
    marker ? `Remove this delete marker of “${name}” for good?` : `Delete this version of “${name}” forever?`,
  foreverVersion: (when: string, size: string) =>
    `The version of ${when} (${size}) is destroyed. Nothing can bring it back.`,
  foreverMarker: (when: string) => `The delete marker of ${when} is removed. No content is lost.`,
  foreverCurrent: 'It is the current version: the one before it takes its place.',
  foreverLast: 'It is the only version left. The file is gone afterwards.',
  foreverUnhides: 'The file is back afterwards, since this marker hides it.',
  foreverAction: 'Delete forever',
  deleteWord: 'delete',
} as const
