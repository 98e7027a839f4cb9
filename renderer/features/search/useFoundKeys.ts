/** The row of a search that the keyboard is on, moved by keys while the focus stays in the field. */
import { useId, useState, type KeyboardEvent } from 'react'
import type { Row } from '../../../shared/model/listing.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { movedBy, useWindowed, type Windowed } from '../../components/useWindowed.ts'

const rowRem = 2.625

export type FoundKeys = {
  readonly listId: string
  readonly idOf: (index: number) => string
  readonly lead: number
  readonly setLead: (index: number) => void
  readonly windowed: Windowed
  readonly rowPx: number
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** `question`: with another one the keyboard begins at the top again. */
export function useFoundKeys(
  rows: readonly Row[],
  question: unknown,
  onShow: (row: Row) => void,
): readonly [FoundKeys, (element: HTMLElement | null) => void] {
  const listId = useId()
  const rowPx = Math.round(rowRem * useRemPx())
  const [windowed, setScroller] = useWindowed(rows.length, rowPx)
  const [at, setAt] = useState({ question, lead: 0 })
  const lead = at.question === question ? Math.min(at.lead, Math.max(0, rows.length - 1)) : 0
  const setLead = (index: number): void => setAt({ question, lead: index })
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[lead]
    const next = movedBy(event.key, lead, rows.length, windowed.rowsInSight)
    if (next !== null) {
      setLead(next)
      windowed.reveal(next)
    } else if (event.key === 'Enter' && row !== undefined && !event.nativeEvent.isComposing) onShow(row)
    else return
    event.preventDefault()
  }
  const idOf = (index: number): string => `${listId}-${index}`
  return [{ listId, idOf, lead, setLead, windowed, rowPx, onKeyDown }, setScroller]
}
