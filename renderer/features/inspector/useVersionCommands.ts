/** The commands on the version that is looked at. */
import type { ObjectRef } from '../../../shared/model/selection.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { useHandlers } from '../../state/commands.ts'
import { useStrata } from '../../strata.ts'
import { verbWords } from '../../strings/outcomes.ts'
import { whyNotInPast } from '../../verbs/past.ts'
import { deleteForever } from '../../verbs/deleteForever.ts'
import { restoreVersion } from '../../verbs/restoreVersion.ts'

export function useVersionCommands(
  file: ObjectRef,
  chosen: VersionEntry | null,
  entries: readonly VersionEntry[],
): void {
  const strata = useStrata()
  const whyNot = chosen === null ? verbWords.noVersion : null
  const isLast = entries.filter(({ isMarker }) => !isMarker).length === 1
  useHandlers(strata.commands, () => ({
    restore: {
      whyNot: chosen?.isLatest === true ? verbWords.currentAlready : whyNot,
      run: () => {
        if (chosen !== null) void restoreVersion(strata, file, chosen.versionId)
      },
    },
    'delete-forever': {
      whyNot: whyNotInPast(strata) ?? whyNot,
      run: () => {
        if (chosen !== null) void deleteForever(strata, file, { entry: chosen, isLast })
      },
    },
  }))
}
