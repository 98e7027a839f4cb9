/** What is inside the open place: arrows and letters choose, Enter or → opens, Backspace or ← leads up. */
import { ChevronRight } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from 'react-aria-components'
import { Name } from '../../components/Name.tsx'
import { useRemPx } from '../../components/useRemPx.ts'
import { folderWords as words } from '../../strings/folders.ts'

export type FolderLine = {
  readonly id: string
  readonly name: string
  readonly icon: ReactNode
  /** Quiet words at the right. */
  readonly note?: string
}

type FolderListProps = {
  readonly lines: readonly FolderLine[]
  /** What is said where there are none. */
  readonly empty: string
  readonly onOpen: (id: string) => void
  readonly onUp: () => void
}

const rowRem = 1.75
const paddingRem = 0.5

export function FolderList({ lines, empty, onOpen, onUp }: FolderListProps) {
  const remPx = useRemPx()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowRight') {
      const id = lines.find(({ id: each }) => each === focusedId(event.target))?.id
      if (id !== undefined) onOpen(id)
    } else if (event.key === 'Backspace' || event.key === 'ArrowLeft') {
      event.preventDefault()
      onUp()
    }
  }
  const list = (
    <ListBox
      aria-label={words.list}
      autoFocus="first"
      items={lines}
      selectionMode="none"
      onAction={(id) => onOpen(String(id))}
      renderEmptyState={() => <p className="folder-empty">{empty}</p>}
    >
      {(line) => <Line line={line} />}
    </ListBox>
  )
  return (
    <div className="folder-list" role="presentation" onKeyDown={onKeyDown}>
      {lines.length === 0 ? (
        list
      ) : (
        <Virtualizer
          layout={ListLayout}
          layoutOptions={{ rowHeight: rowRem * remPx, padding: paddingRem * remPx }}
        >
          {list}
        </Virtualizer>
      )}
    </div>
  )
}

const focusedId = (target: EventTarget): string | undefined =>
  target instanceof HTMLElement ? target.dataset['key'] : undefined

function Line({ line: { id, name, icon, note } }: { readonly line: FolderLine }) {
  return (
    <ListBoxItem id={id} textValue={name} className="folder-item">
      {icon}
      <span>
        <Name text={name} />
      </span>
      {note === undefined ? null : <small>{note}</small>}
      <ChevronRight size={13} aria-hidden className="folder-leads" />
    </ListBoxItem>
  )
}
