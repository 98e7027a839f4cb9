/** What can be done about a folder that takes up room. */
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { MenuGroups } from '../../state/contextMenu.ts'
import type { Strata } from '../../strata.ts'
import { purgeWords } from '../../strings/purge.ts'
import { storageWords as words } from '../../strings/storage.ts'

export const folderMenu = (
  { sheets, navigation }: Strata,
  place: PrefixRef,
  onLeave: () => void,
): MenuGroups => [
  [
    {
      id: 'open',
      label: words.openFolder,
      run: () => {
        onLeave()
        navigation.go(place)
      },
    },
    { id: 'changes', label: words.changes, run: () => sheets.open({ kind: 'changes', place }) },
  ],
  [
    {
      id: 'purge',
      label: purgeWords.purge,
      destroys: true,
      run: () => sheets.open({ kind: 'purge', place, goesOn: false }),
    },
    {
      id: 'rule',
      label: purgeWords.byRule,
      destroys: true,
      run: () => sheets.open({ kind: 'purge', place, goesOn: true }),
    },
  ],
]
