/** Words of a folder's timeline: what happened at once, and the way back. */
import type { Burst, BurstItem } from '../../shared/model/activity.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'

export const timelineWords = {
  title: (folder: string) => `Changes in “${folder}”`,
  lead: 'What was written and deleted here, newest first. Changes close together in time are one.',
  list: 'Changes, newest first',
  items: (what: string) => `Files: ${what}`,
  loading: 'Reading what happened…',
  empty: 'Nothing happened here yet',
  emptyAdvice: 'As soon as files are written, replaced or deleted, it shows here.',
  more: 'Show earlier changes',
  moreLoading: 'Reading…',
  moreItems: (count: number) => `Show ${formatCount(count)} more`,
  moreFiles: 'Show more files',
  close: 'Close',
  undo: 'Undo this…',
  undoing: 'Reading…',
  undoDeleted: (count: number) => `Bring back ${counted(count, 'deleted file')}…`,
  undoReplaced: (count: number) => `Put ${counted(count, 'replaced file')} back…`,
  undoAll: 'Everything as it was just before…',
  lookBefore: 'Look just before',
  showFile: (name: string) => `Show ${name} in its folder`,
  tooMany: (most: number) =>
    `That is more than ${formatCount(most)} files, too many to name one by one. Rewind the folder to the moment before instead.`,
} as const

export const itemKindWords: Readonly<Record<BurstItem['kind'], string>> = {
  added: 'added',
  replaced: 'replaced',
  deleted: 'deleted',
}

/** `88.4 GB deleted`, `1.2 GB written`. */
export function burstBytes({ writtenBytes, deletedBytes }: Burst): string {
  const parts = [
    deletedBytes === 0 ? '' : `${formatBytes(deletedBytes)} deleted`,
    writtenBytes === 0 ? '' : `${formatBytes(writtenBytes)} written`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
