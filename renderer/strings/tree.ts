/** Words of the tree and its faces. */
import { counted, formatCount } from '../format/counts.ts'
import { formatShortDate } from '../format/times.ts'
import { spokenBytes } from '../format/bytes.ts'
import type { Row } from '../../shared/model/listing.ts'

export const treeWords = {
  label: (name: string) => `Files in ${name}`,
  name: 'Name',
  modified: 'Date modified',
  size: 'Size',
  versions: 'Versions',
  unknown: '—',
  deletedTag: 'deleted',
  deletedOn: (ms: number) => `Deleted ${formatShortDate(ms, Date.now())}`,
  filesInFolder: (count: number) => `In ${counted(count, 'file')}, as far as the index was read`,
  loading: 'Loading…',
  inServerOrder: (by: string) => `In the server’s order until everything is read; then by ${by}.`,
  tooMany: (most: number) =>
    `At most ${formatCount(most)} rows can be selected one by one. Select fewer, or the folder that holds them.`,
  emptyFolder: 'This folder is empty',
  emptyBucket: 'This bucket is empty',
  emptyAdvice: 'Drop files here, or upload some.',
  emptyInner: 'Empty',
  noMatch: (filter: string) => `No name here contains “${filter}”`,
  clearFilter: 'Clear the filter',
  onlyDeleted: 'What was deleted from here is not shown.',
  notComplete: 'This folder could not be read to its end.',
  notCompleteVersions: 'Deleted files could not be read to their end.',
  welcomeTitle: 'Choose a bucket',
  welcomeAdvice: 'Open one at the left, or connect to a server.',
  notVersionedNotice: 'No versions are kept here: an overwrite or a delete is final.',
  suspendedNotice:
    'Versioning is suspended: versions from before are kept, but what is written now is destroyed by the next overwrite.',
  more: 'Versioning…',
  uploadFiles: 'Upload Files…',
  isFavourite: 'It is one already.',
  filesOnly: 'Only files can be looked at this way.',
  deletedStay: 'What is deleted can’t be moved. Undelete it first.',
  oneOnly: 'Select one only.',
  copied: (count: number) => (count === 1 ? 'The key is copied.' : `${formatCount(count)} keys are copied.`),
  addFavourite: 'Add to Favourites',
} as const

const countWords = (count: number): string => counted(count, 'version')

/** What a screen reader hears of a row, beside its level and whether it is selected. */
export function spokenRow(row: Row, name: string): string {
  const parts = [name === '' ? 'no name' : name, row.kind]
  if (row.deleted) parts.push('deleted')
  if (row.sizeBytes !== null) parts.push(spokenBytes(row.sizeBytes))
  if (row.versionCount !== null) parts.push(countWords(row.versionCount))
  return parts.join(', ')
}
