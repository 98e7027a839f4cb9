/** What every row about a folder begins and ends with: its name, which opens it, and what can be done with it. */
import { Ellipsis, File, Folder } from 'lucide-react'
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { Name } from '../../components/Name.tsx'
import { visibleName } from '../../format/names.ts'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'
import { storageWords as words } from '../../strings/storage.ts'
import { folderMenu } from './folderMenu.ts'

type FolderCellProps = {
  /** null: the files that lie directly in it. */
  readonly prefix: string | null
  readonly onOpen: (prefix: string) => void
}

const nameOfFolder = (prefix: string): string => visibleName(nameOf(prefix)) || frameWords.noName

export const FolderCell = ({ prefix, onOpen }: FolderCellProps) => (
  <th scope="row">
    {prefix === null ? (
      <span className="usage-name">
        <File size={15} className="file-icon" aria-hidden />
        {words.direct}
      </span>
    ) : (
      <button type="button" className="usage-name" title={visibleName(prefix)} onClick={() => onOpen(prefix)}>
        <Folder size={15} className="folder-icon" aria-hidden />
        <span className="name-text">
          <Name text={nameOfFolder(prefix)} />
        </span>
      </button>
    )}
  </th>
)

type ActionsCellProps = {
  readonly here: PrefixRef
  readonly prefix: string | null
  readonly onLeave: () => void
}

export const ActionsCell = ({ here, prefix, onLeave }: ActionsCellProps) => (
  <td className="usage-actions">
    {prefix === null ? null : <FolderActions place={{ ...here, prefix }} onLeave={onLeave} />}
  </td>
)

type FolderActionsProps = {
  readonly place: PrefixRef
  readonly onLeave: () => void
}

export function FolderActions({ place, onLeave }: FolderActionsProps) {
  const strata = useStrata()
  const { bucket, prefix } = place
  const label = words.actions(prefix === '' ? bucket : nameOfFolder(prefix))
  return (
    <MenuButton label={label} groups={folderMenu(strata, place, onLeave)}>
      <IconButton small label={label} icon={<Ellipsis size={14} aria-hidden />} />
    </MenuButton>
  )
}
