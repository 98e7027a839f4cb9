/** The folders inside the open one: arrows and letters choose, Enter opens, Backspace leads up. */
import { ChevronRight, Folder } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { Name } from '../../components/Name.tsx'
import { folderWords as words } from '../../strings/folders.ts'

type FolderListProps = {
  readonly folders: readonly { readonly folderId: string; readonly name: string }[]
  readonly onOpen: (folderId: string) => void
  readonly onUp: () => void
}

export function FolderList({ folders, onOpen, onUp }: FolderListProps) {
  return (
    <div
      className="folder-list"
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Backspace') return
        event.preventDefault()
        onUp()
      }}
    >
      <ListBox
        aria-label={words.list}
        autoFocus="first"
        items={folders}
        selectionMode="none"
        onAction={(id) => onOpen(String(id))}
        renderEmptyState={() => <p className="folder-empty">{words.empty}</p>}
      >
        {({ folderId, name }) => (
          <ListBoxItem id={folderId} textValue={name} className="folder-item">
            <Folder size={15} aria-hidden />
            <span>
              <Name text={name} />
            </span>
            <ChevronRight size={13} aria-hidden className="folder-leads" />
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  )
}
