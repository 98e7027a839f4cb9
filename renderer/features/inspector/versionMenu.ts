/** Everything that can be done with one version, as a menu. */
import type { MenuGroups } from '../../state/contextMenu.ts'
import type { Strata } from '../../strata.ts'
import { inspectorWords as words } from '../../strings/inspector.ts'
import { deletionTruth, purgeWords } from '../../strings/purge.ts'
import { undelete } from '../../verbs/undelete.ts'
import { whyNotInPast } from '../../verbs/past.ts'
import { deleteForever } from '../../verbs/deleteForever.ts'
import { chosenTarget, downloadVersions } from '../../verbs/download.ts'
import type { TimelineEntryProps } from './TimelineEntry.tsx'

export function versionMenu(strata: Strata, props: TimelineEntryProps): MenuGroups {
  const { file, entry, isLast, onChoose } = props
  const { key, versionId, isMarker } = { ...entry, key: file.key }
  const download = (targetId: string | null): void =>
    void downloadVersions(strata, file, [{ kind: 'file', key, versionId, at: null }], targetId)
  const downloadTo = async (): Promise<void> => {
    const targetId = await chosenTarget(strata)
    if (targetId !== null) download(targetId)
  }
  const copyId = (): void => {
    navigator.clipboard.writeText(versionId).catch(strata.notices.tellFailure)
  }
  const looks = [
    { id: 'preview', label: words.preview, run: onChoose },
    { id: 'download', label: words.download, run: () => download(null) },
    { id: 'download-to', label: words.downloadTo, run: () => void downloadTo() },
  ]
  const truth = [{ id: 'was-real', label: purgeWords.wasReal, run: () => void explain(strata, props) }]
  return [
    isMarker ? truth : looks,
    [{ id: 'copy-id', label: words.copyVersionId, run: copyId }],
    [
      {
        id: 'forever',
        label: isMarker ? words.removeMarker : words.deleteForever,
        destroys: true,
        whyNot: whyNotInPast(strata),
        run: () => void deleteForever(strata, file, { entry, isLast }),
      },
    ],
  ]
}

/** What the marker did; the way back is right there where it is the one that hides the file. */
async function explain(
  strata: Strata,
  { file, entry, entries, isHiding }: TimelineEntryProps,
): Promise<void> {
  const isAnswered = await strata.sheets.ask({
    title: purgeWords.wasRealTitle,
    lines: deletionTruth(entries, entry),
    action: isHiding ? words.undelete : words.understood,
    destroys: false,
    typed: null,
  })
  if (isAnswered && isHiding) await undelete(strata, file)
}
