/** Words of plans: what they will do, what they do, what came of them. */
import { nameOf } from '../../shared/key.ts'
import type {
  ItemState,
  PlanGroup,
  PlanItem,
  PlanKind,
  PlanSpec,
  PlanSummary,
  Refusal,
  Scope,
} from '../../shared/model/plan.ts'
import { formatBytes } from '../format/bytes.ts'
import { capitalised, counted, formatCount } from '../format/counts.ts'
import { visibleName } from '../format/names.ts'
import { lossCounts, lossNames } from './losses.ts'
import { formatDate, formatDay, formatShortDate } from '../format/times.ts'

export const planWords = {
  drafting: (examined: number) =>
    examined === 0
      ? 'Reading the bucket…'
      : `Reading the bucket… ${counted(examined, 'file')} looked at so far.`,
  cancel: 'Cancel',
  close: 'Close',
  pause: 'Pause',
  stop: 'Stop for good',
  goOn: 'Go on',
  undo: 'Undo…',
  hide: 'Go on in the background',
  save: 'Save list…',
  saved: (name: string) => `The list is saved as ${name}.`,
  search: 'Search in this plan',
  more: (count: number) => `Show ${formatCount(count)} more`,
  nothing: 'There is nothing to do: everything is as it should be already.',
  nothingFound: 'Nothing in this plan has these words.',
  list: 'What is going to happen',
  progress: 'Progress of this plan',
  consent: 'Destroy what no version is kept of, too. It can’t be brought back.',
  keepAcl: 'Keep who may read and change each file (its ACL), too.',
  canUndo: 'Nothing is destroyed, and it can be undone.',
  cantUndo: 'This can’t be undone.',
  paused: 'It is paused, and goes on where it was.',
  undone: 'It was undone.',
  interrupted: (title: string, others: number) =>
    others === 0
      ? `“${title}” broke off. It goes on where it was.`
      : `“${title}” and ${counted(others, 'other plan')} broke off. They go on where they were.`,
  undoneOne: (title: string) => `Undone: ${title}.`,
  nothingToUndo: 'There is nothing to undo.',
  stillRunning: (title: string) =>
    `“${title}” is still under way. It can be undone when it has ended; Activity shows how far it is.`,
  activity: 'Activity',
  activityLead: 'What Strata did in your buckets, newest first.',
  noActivity: 'Nothing yet. What you restore, move or delete shows here, and can be undone.',
  open: 'Show',
  requests: (listings: number, writes: number) =>
    `${counted(listings, 'request')} to check, about ${formatCount(writes)} to write`,
  made: (count: number) => `${counted(count, 'request')} made`,
  newFolderTitle: 'New folder',
  newFolderLabel: 'Name',
  newFolderAction: 'Make folder',
  renameTitle: (name: string) => `Rename “${name}”`,
  renameLabel: 'New name',
  renameAction: 'Look at the plan',
  renameHelp: 'Its earlier versions stay under the old name, where they can be brought back.',
  badName: 'A name is needed, without a slash at either end.',
} as const

const name = (key: string): string => visibleName(nameOf(key)) || visibleName(key)

const isWhole = ({ prefixes }: Scope): boolean => prefixes.includes('')

function scopeName({ keys, prefixes }: Scope, bucket: string): string {
  const count = keys.length + prefixes.length
  const [only] = [...prefixes, ...keys]
  if (count === 1 && only !== undefined) return only === '' ? bucket : name(only)
  return counted(count, 'item')
}

const momentName = (moment: Extract<PlanSpec, { kind: 'rewind' }>['moment']): string =>
  'atMs' in moment ? formatDate(moment.atMs) : `just before ${name(moment.before.key)} was written`

/** `Delete reports`, `Rewind campaign-2026 to 10 Nov 2026, 15:59`. */
export function planTitle(spec: PlanSpec): string {
  switch (spec.kind) {
    case 'delete':
      return `Delete ${scopeName(spec.scope, spec.bucket)}`
    case 'undelete':
      return spec.deletedIn === undefined
        ? `Undelete ${scopeName(spec.scope, spec.bucket)}`
        : `Undelete what was deleted in ${scopeName(spec.scope, spec.bucket)} on ${formatDate(spec.deletedIn.fromMs)}`
    case 'rewind':
      return `Rewind ${scopeName(spec.scope, spec.bucket)} to ${momentName(spec.moment)}`
    case 'restore':
      return `Restore ${counted(spec.versions.length, 'version')}`
    case 'copy':
      return `Copy ${scopeName(spec.scope, spec.bucket)} to ${placeName(spec.to)}`
    case 'move':
      return `Move ${scopeName(spec.scope, spec.bucket)} to ${placeName(spec.to)}`
    case 'rename':
      return `Rename ${name(spec.from)} to ${name(spec.to)}`
    case 'copy-out':
      return `Copy ${scopeName(spec.scope, spec.bucket)} as of ${momentName(spec.moment)} to ${placeName(spec.to)}`
    case 'new-folder':
      return `New folder ${name(spec.prefix)}`
    case 'destroy':
      return `Delete ${counted(spec.versions.length, 'version')} forever`
    case 'purge':
      return `Purge old versions in ${spec.prefix === '' ? spec.bucket : name(spec.prefix)}`
    case 'empty':
      return isWhole(spec.scope)
        ? `Empty ${spec.bucket}`
        : `Delete ${scopeName(spec.scope, spec.bucket)} forever`
    case 'undo':
      return 'Undo'
  }
}

const placeName = ({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }): string =>
  prefix === '' ? bucket : visibleName(`${bucket}/${prefix.slice(0, -1)}`)

const verbs: Readonly<Record<PlanGroup, (files: string) => string>> = {
  'come-back': (files) => `brings back ${files}`,
  replace: (files) => `replaces ${files}`,
  remove: (files) => `gives ${files} a delete marker`,
  arrive: (files) => `writes ${files}`,
  destroy: (files) => `destroys ${files}`,
  'needs-consent': (files) => `would destroy ${files}`,
  refused: (files) => `leaves ${files} alone`,
}

/** `Brings back 1,812 files, replaces 40, leaves 5 alone.` */
export function planSentence({ groups, spec }: PlanSummary): string {
  if (groups.length === 0) return planWords.nothing
  const parts = groups.map(({ group, count }, index) =>
    verbs[group](index === 0 ? counted(count, 'file') : formatCount(count)),
  )
  const final = groups.some(({ group }) => group === 'destroy') || finalKinds.has(spec.kind)
  const history = historyWords[spec.kind]
  return `${capitalised(parts.join(', '))}. ${history === undefined ? '' : `${history} `}${final ? planWords.cantUndo : planWords.canUndo}`
}

/** What becomes of the versions that don't come along. */
const historyWords: Partial<Record<PlanKind, string>> = {
  copy: 'Old versions stay where they are.',
  'copy-out': 'The other versions stay where they are.',
  move: 'Old versions stay at the old place, behind a delete marker.',
  rename: 'Old versions stay under the old name, behind a delete marker.',
}

const finalKinds = new Set<PlanKind>(['purge', 'empty', 'destroy'])

const runVerbs: Readonly<Record<PlanKind, string>> = {
  delete: 'Delete',
  undelete: 'Undelete',
  rewind: 'Rewind',
  restore: 'Restore',
  copy: 'Copy',
  move: 'Move',
  rename: 'Rename',
  'copy-out': 'Copy',
  'new-folder': 'Make folder',
  destroy: 'Delete forever',
  purge: 'Purge',
  empty: 'Empty',
  undo: 'Undo',
}

export const isFinal = (kind: PlanKind): boolean => finalKinds.has(kind)

/** What the button says it does: `Rewind 1,855 files`. */
export function runLabel(spec: PlanSpec, count: number): string {
  if (spec.kind === 'new-folder') return runVerbs[spec.kind]
  const files = counted(count, 'file')
  const forever = spec.kind === 'destroy' || (spec.kind === 'empty' && !isWhole(spec.scope))
  return forever ? `Delete ${files} forever` : `${runVerbs[spec.kind]} ${files}`
}

export const refusalWords: Readonly<Record<Refusal, string>> = {
  cold: 'archived: retrieve it first',
  'customer-key': 'encrypted with a key of its own',
  'version-gone': 'that version is gone',
  'nothing-left': 'no version of it is left',
  uncertain: 'its history can’t be told for sure',
  'would-destroy': 'no version of it would be kept',
  'target-exists': 'something is there already',
  'target-is-source': 'it is there already',
  'changed-since': 'changed since',
  'key-too-long': 'its new name is too long',
}

const stateWords: Readonly<Record<ItemState, string>> = {
  waiting: '',
  intended: 'under way',
  done: 'done',
  'already-so': 'was so already',
  changed: 'changed by someone meanwhile, left alone',
  raced: 'done, but someone else wrote too: both are kept',
  failed: 'failed',
  skipped: '',
}

/** What happens, or happened, to one file. */
export function itemWords(item: PlanItem): string {
  const { state, refusal, failure, action, sourceMs, currentMs, group, lost } = item
  if (failure !== null) return failure.message
  if (lost.length > 0) return `${stateWords[state]}, without ${lossNames(lost)}`
  if (refusal !== null) return refusalWords[refusal]
  if (stateWords[state] !== '') return stateWords[state]
  const now = Date.now()
  const [from, to] = [currentMs, sourceMs].map((ms) => (ms === null ? null : formatShortDate(ms, now)))
  if (group === 'come-back') return from == null ? '' : `deleted ${from}`
  if (action.kind === 'copy' && from != null && to != null) return `${from} → ${to}`
  return to ?? from ?? ''
}

export const itemBytes = ({ sizeBytes, action }: PlanItem): string =>
  action.kind === 'create' ? '' : formatBytes(sizeBytes)

const endWords: readonly (readonly [ItemState, (count: number) => string])[] = [
  ['done', (count) => `${counted(count, 'file')} done`],
  ['raced', (count) => `${formatCount(count)} done while someone else wrote too: both versions are kept`],
  ['already-so', (count) => `${formatCount(count)} were so already`],
  ['changed', (count) => `${formatCount(count)} changed by someone meanwhile and left alone`],
  ['failed', (count) => `${formatCount(count)} failed`],
  ['skipped', (count) => `${formatCount(count)} left alone`],
]

/** What came of it so far: `1,855 files done, 5 left alone, 3 without their lock.` */
export function resultSentence(plan: PlanSummary): string {
  const ended = endWords.flatMap(([state, words]) => {
    const count = plan.states.find((each) => each.state === state)?.count ?? 0
    return count === 0 ? [] : [words(count)]
  })
  const parts = [...ended, ...lossCounts(plan)]
  return parts.length === 0 ? 'Nothing was changed.' : `${parts.join(', ')}.`
}

export const whenWords = ({ startedMs, createdMs }: PlanSummary): string =>
  capitalised(formatDay(startedMs ?? createdMs, Date.now()))
