/** What is inside the open place: arrows and letters choose, Enter or → opens, Backspace or ← leads up. */
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
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
  return (
    <div className="folder-list" role="presentation" onKeyDown={onKeyDown}>
      {lines.length === 0 ? <Nothing words={empty} /> : <Lines lines={lines} onOpen={onOpen} />}
    </div>
  )
}

function Lines({ lines, onOpen }: Pick<FolderListProps, 'lines' | 'onOpen'>) {
  const remPx = useRemPx()
  const takesFocus = useTakesFocus()
  return (
    <Virtualizer
      layout={ListLayout}
      layoutOptions={{ rowHeight: rowRem * remPx, padding: paddingRem * remPx }}
    >
      <ListBox
        aria-label={words.list}
        autoFocus={takesFocus ? 'first' : false}
        items={lines}
        selectionMode="none"
        onAction={(id) => onOpen(String(id))}
      >
        {(line) => <Line line={line} />}
      </ListBox>
    </Virtualizer>
  )
}

/** The keys lead up from here, too. A list box without lines would take the focus back again and again. */
function Nothing({ words: text }: { readonly words: string }) {
  const takesFocus = useTakesFocus()
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (takesFocus) place.current?.focus()
  }, [takesFocus])
  return (
    <p ref={place} className="folder-empty" tabIndex={-1}>
      {text}
    </p>
  )
}

/** A list comes when it has been read: by then somebody may be about to name a new folder. */
function useTakesFocus(): boolean {
  const [takesFocus] = useState(() => document.activeElement?.closest('footer') == null)
  return takesFocus
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
