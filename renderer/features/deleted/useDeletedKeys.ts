/** The keyboard in the list of deleted files: moves, chooses, and shows a file in its folder. */
import { useState, type KeyboardEvent } from 'react'
import { movedBy, type Windowed } from '../../components/useWindowed.ts'
import { canComeBack, toggledLine, type DeletedLine } from './deletedGroups.ts'

type DeletedKeysOptions = {
  readonly lines: readonly DeletedLine[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly windowed: Windowed
  readonly onShow: (key: string) => void
}

export function useDeletedKeys({ lines, chosen, onChoose, windowed, onShow }: DeletedKeysOptions) {
  const [leadAt, setLead] = useState(0)
  const lead = Math.min(leadAt, Math.max(0, lines.length - 1))
  const move = (index: number): void => {
    setLead(index)
    windowed.reveal(index)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[lead]
    const next = movedBy(event.key, lead, lines.length, windowed.rowsInSight)
    const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey)
    if (next !== null) move(next)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(lines.length - 1)
    else if (isAll) onChoose(everyKey(lines))
    else if (event.key === ' ' && line !== undefined) onChoose(toggledLine(chosen, line))
    else if (event.key === 'Enter' && line?.kind === 'file') onShow(line.file.key)
    else return
    event.preventDefault()
  }
  return { lead, setLead, onKeyDown }
}

const everyKey = (lines: readonly DeletedLine[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => (line.kind === 'file' && canComeBack(line.file) ? [line.file.key] : [])))
