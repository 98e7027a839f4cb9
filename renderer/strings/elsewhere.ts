/** Words of copying and moving to another folder, bucket or connection. */
import { nameOf } from '../../shared/key.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { counted } from '../format/counts.ts'
import { visibleName } from '../format/names.ts'
import { formatDate } from '../format/times.ts'

type ElsewhereVerb = 'copy' | 'move'

const verbs: Readonly<Record<ElsewhereVerb, string>> = { copy: 'Copy', move: 'Move' }

const wholeName = ({ bucket, prefix }: PrefixRef): string =>
  visibleName(prefix === '' ? bucket : `${bucket}/${prefix.slice(0, -1)}`)

const ownName = ({ bucket, prefix }: PrefixRef): string =>
  visibleName(prefix === '' ? bucket : nameOf(prefix)) || '(no name)'

export const elsewhereWords = {
  /** `“hero”`, `3 items`. */
  what: (names: readonly string[]) =>
    names.length === 1 && names[0] !== undefined
      ? `“${visibleName(names[0])}”`
      : counted(names.length, 'item'),
  asOf: (what: string, ms: number) => `${what} as of ${formatDate(ms)}`,
  /** `Move 3 items to photos/2024`; null: where to isn't known yet. */
  title: (verb: ElsewhereVerb, what: string, to: PrefixRef | null) =>
    `${verbs[verb]} ${what} to ${to === null ? '…' : wholeName(to)}`,
  /** The ellipsis says that a plan comes first. */
  action: (verb: ElsewhereVerb, to: PrefixRef | null, isPlan: boolean) =>
    to === null ? verbs[verb] : `${verbs[verb]} to “${ownName(to)}”${isPlan ? '…' : ''}`,
  history: {
    copy: 'Copies the present version of each file. The old versions stay where they are.',
    move: 'Moves the present version of each file. The old versions stay at the old place, behind a delete marker.',
  },
  historyAsOf: (ms: number) =>
    `Copies each file as it was on ${formatDate(ms)}. Its other versions stay where they are.`,
  planFirst: 'You see the plan before anything is written.',
  through: 'It goes through this computer, as a transfer.',
  chooseBucket: 'Choose a bucket first.',
  noMove: 'Moving to another connection isn’t possible in one step: copy, check, then delete.',
  thereAlready: 'All of it is in this folder already. Choose another one.',
  intoItself: 'A folder can’t go into itself.',
  begun: (what: string, to: PrefixRef) => `Copying ${what} to ${wholeName(to)}.`,
  kept: (what: string) => `Copied ${what}: paste it into any folder.`,
} as const
