/** The row of a search that the keyboard is on, moved by keys while the focus stays in the field. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
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

type Answer = {
  readonly rows: readonly Row[]
  /** With another one the keyboard begins at the top again. */
  readonly question: unknown
  readonly typed: string
  /** The rows answer what is typed, not what was typed before. */
  readonly isFresh: boolean
}

/** Enter before the answer is there goes to the first row when it comes, unless something else is typed meanwhile. */
export function useFoundKeys(
  { rows, question, typed, isFresh }: Answer,
  onShow: (row: Row) => void,
): readonly [FoundKeys, (element: HTMLElement | null) => void] {
  const listId = useId()
  const rowPx = Math.round(rowRem * useRemPx())
  const [windowed, setScroller] = useWindowed(rows.length, rowPx)
  const [at, setAt] = useState({ question, lead: 0 })
  const lead = at.question === question ? Math.min(at.lead, Math.max(0, rows.length - 1)) : 0
  const setLead = (index: number): void => setAt({ question, lead: index })
  const wantedFor = useRef<string | null>(null)
  useEffect(() => {
    const [first] = rows
    if (!isFresh || wantedFor.current === null || first === undefined) return
    const isWanted = wantedFor.current === typed
    wantedFor.current = null
    if (isWanted) onShow(first)
  }, [isFresh, rows, typed, onShow])
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[lead]
    const next = movedBy(event.key, lead, rows.length, windowed.rowsInSight)
    if (next !== null) {
      setLead(next)
      windowed.reveal(next)
    } else if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    else if (!isFresh) wantedFor.current = typed
    else if (row !== undefined) onShow(row)
    event.preventDefault()
  }
  const idOf = (index: number): string => `${listId}-${index}`
  return [{ listId, idOf, lead, setLead, windowed, rowPx, onKeyDown }, setScroller]
}
