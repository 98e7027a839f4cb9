/** Words about destroying old versions, and about what a deletion really did. */
import { nameOf } from '../../shared/key.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { formatBytes } from '../format/bytes.ts'
import { counted } from '../format/counts.ts'
import { visibleName } from '../format/names.ts'
import { formatDay } from '../format/times.ts'

export const purgeWords = {
  title: ({ bucket, prefix }: PrefixRef) =>
    `Purge old versions in “${prefix === '' ? bucket : visibleName(nameOf(prefix))}”`,
  lead: 'Old versions are destroyed for good, to make room. First you see which.',
  cancel: 'Cancel',
  look: 'Look at the plan',
  keepNewest: 'Keep the newest',
  keepNewestHelp: 'So many versions of every file stay, the current one counted. Empty: any number may go.',
  olderThanDays: 'Older than days',
  olderThanDaysHelp: 'Only what stopped being current that long ago goes. Empty: of any age.',
  keepLastOfDeleted: 'Keep the last version of deleted files',
  keepLastOfDeletedHelp: 'Without it, deleted files can’t be brought back any more.',
  orphanMarkers: 'Clear away delete markers that hide nothing',
  orphanMarkersHelp: 'They hold no content.',
  badNumbers: 'Whole numbers are needed, or nothing.',
  purge: 'Purge Old Versions…',
  byRule: 'Purge by a Lifecycle Rule…',
  byRuleLead:
    'The server destroys old versions for good, again and again. First you see what the rule would say.',
  lookRule: 'Look at the rule',
  empty: 'Empty Bucket…',
  sureTitle: (count: number, bytes: number) =>
    `Destroy ${counted(count, 'file')}’ versions (${formatBytes(bytes)}) for good?`,
  sureLines: ['Nothing can bring them back: not Strata, and not the server.'],
  sureAction: 'Destroy for good',
  wasReal: 'Was This Delete Real?',
  wasRealTitle: 'Was this delete real?',
} as const

/** What a delete marker did, and what remains. */
export function deletionTruth(entries: readonly VersionEntry[], marker: VersionEntry): readonly string[] {
  const versions = entries.filter(({ isMarker }) => !isMarker)
  const bytes = versions.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const when = formatDay(marker.modifiedMs, Date.now())
  const [top] = entries
  const what = `What happened ${when} is a delete marker: it hides the file and destroys nothing.`
  const kept =
    versions.length === 0
      ? 'But no version is left beneath it: somebody, or a lifecycle rule, destroyed them for good. Nothing can be brought back.'
      : `${counted(versions.length, 'version')} (${formatBytes(bytes)}) ${versions.length === 1 ? 'is' : 'are'} kept.`
  if (versions.length === 0) return [what, kept]
  return top === marker
    ? [what, kept, 'Undelete takes the marker away, and the file is there again as it was.']
    : [what, kept, 'It hides nothing any more: newer versions lie on top of it.']
}
