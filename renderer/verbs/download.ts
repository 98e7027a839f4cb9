/** Saves files, versions and whole folders on this computer. */
import { ancestorPrefixes } from '../../shared/key.ts'
import type { Row } from '../../shared/model/listing.ts'
import type { Moment } from '../../shared/model/moment.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { Selection } from '../state/selection.ts'
import type { Strata } from '../strata.ts'
import { commandWords } from '../strings/commands.ts'
import { downloadWords as words } from '../strings/downloads.ts'
import { pastOf, whyNotYet } from './past.ts'

export type Wanted = Parameters<Strata['api']['transfers']['download']>[0]['wanted'][number]

/** `targetId` null: the download folder. */
export async function downloadVersions(
  { api, notices }: Strata,
  { connectionId, bucket }: BucketRef,
  wanted: readonly Wanted[],
  targetId: string | null,
): Promise<void> {
  try {
    await api.transfers.download({ connectionId, bucket, wanted: [...wanted], targetId })
  } catch (error) {
    notices.tellFailure(error)
  }
}

/** What is selected, as it is shown: now, or as it was; `choose` asks where to first. */
export async function downloadSelected(strata: Strata, target: 'usual' | 'choose'): Promise<void> {
  const selection = strata.selection.get()
  if (selection === null || whyNotDownload(strata, selection) !== null) return
  const wanted = wantedOf(selection.rows ?? [], pastOf(strata)?.moment ?? null)
  if (target === 'usual') return downloadVersions(strata, selection.place, wanted, null)
  const targetId = await chosenTarget(strata)
  if (targetId !== null) await downloadVersions(strata, selection.place, wanted, targetId)
}

/** In a sentence; null: it can be done. */
export function whyNotDownload(strata: Strata, selection: Selection | null): string | null {
  if (selection === null || selection.count === 0) return commandWords.nothingSelected
  if (selection.rows === null) return words.tooMany
  const at = pastOf(strata)?.moment ?? null
  if (wantedOf(selection.rows, at).length === 0) return words.onlyDeleted
  return at === null ? null : whyNotYet(strata)
}

/** What lies in a selected folder comes along with it; what is deleted has nothing to save. */
function wantedOf(rows: readonly Row[], at: Moment | null): readonly Wanted[] {
  const live = rows.filter(({ deleted }) => !deleted)
  const folders = new Set(live.filter(({ kind }) => kind === 'folder').map(({ key }) => key))
  const comesAlong = (key: string): boolean =>
    ancestorPrefixes(key).some((above) => above !== key && folders.has(above))
  return live
    .filter(({ key }) => !comesAlong(key))
    .map(({ kind, key, versionId }) =>
      kind === 'folder'
        ? { kind, key, versionId: null, at }
        : { kind, key, versionId: at === null ? null : versionId, at: null },
    )
}

/** null when it was cancelled. */
export async function chosenTarget({ api, info, sheets, notices }: Strata): Promise<string | null> {
  try {
    const chosen = info.host === 'electron' ? await api.folders.chooseTarget() : await sheets.chooseFolder()
    return chosen?.targetId ?? null
  } catch (error) {
    notices.tellFailure(error)
    return null
  }
}
