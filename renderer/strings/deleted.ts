/** Words of what was deleted lately, and can be brought back. */
import { formatBytes } from '../format/bytes.ts'
import { capitalised, counted, formatCount } from '../format/counts.ts'
import { burstTime } from './bursts.ts'

export const deletedWords = {
  title: (bucket: string) => `Recently deleted in “${bucket}”`,
  lead: 'Deleted files whose versions are kept. Bringing them back takes only their delete markers away.',
  list: 'Deleted files',
  grouping: 'Grouped by',
  byTime: 'By time',
  byFolder: 'By folder',
  loading: 'Looking for deleted files…',
  empty: 'Nothing is deleted here',
  emptyAdvice: 'Every file that has versions in this bucket is there. What is deleted shows here.',
  close: 'Close',
  topFolder: 'at the top of the bucket',
  nothingLeft: 'no version is left',
  bringBackAll: 'Bring back all…',
  bringBackSome: (count: number) =>
    count === 0 ? 'Bring back…' : count === 1 ? 'Bring back 1 file' : `Bring back ${counted(count, 'file')}…`,
  selected: (count: number, bytes: number) => `${formatCount(count)} selected, ${formatBytes(bytes)}`,
} as const

type Deletion = { readonly fromMs: number; readonly toMs: number }

/** `Yesterday, 14:02 to 14:03`. */
export const deletionTime = ({ fromMs, toMs }: Deletion, nowMs: number): string =>
  capitalised(burstTime({ fromMs, toMs, added: 0, replaced: 0, deleted: 0 }, nowMs))

/** `1,812 files, 88.4 GB`. */
export const groupWords = (count: number, bytes: number): string =>
  `${counted(count, 'file')}, ${formatBytes(bytes)}`
