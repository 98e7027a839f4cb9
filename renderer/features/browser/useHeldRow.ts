/** Keeps one row where it is on the screen while rows come, go, or are sorted anew. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { RowRef } from './picked.ts'
import type { TreeModel, TreeState } from './treeModel.ts'
import type { Scroll } from './useScroll.ts'

type Held = { readonly ref: RowRef; readonly screenPx: number }
type Measures = { readonly scroll: Scroll; readonly rowPx: number }

export type HeldRow = {
  /** Scrolls as little as it takes to bring a line into sight. */
  readonly reveal: (line: number) => void
  /** Before the order changes: the row the keyboard is on stays in sight, or the list begins at its top. */
  readonly keepLead: () => void
}

export function useHeldRow(model: TreeModel, state: TreeState, scroll: Scroll, rowPx: number): HeldRow {
  const held = useRef<Held | null>(null)
  const latest = useRef<Measures>({ scroll, rowPx })
  useLayoutEffect(() => {
    latest.current = { scroll, rowPx }
  })
  const reveal = useCallback((line: number): void => revealLine(latest.current, line), [])

  // Rows moved: the held one goes back to where it was.
  useLayoutEffect(() => {
    if (held.current !== null) putBack(model, state, held.current, latest.current)
  }, [model, state])

  // Scrolled: the first row in sight is the one to hold; at the top nothing is, so that new rows show.
  const { offsetPx } = scroll
  useEffect(() => {
    held.current = offsetPx <= 0 ? null : firstHeld(model, offsetPx, rowPx)
    model.hold(held.current?.ref ?? null)
  }, [model, offsetPx, rowPx])
  useRevealedLead(model, state, reveal)

  const keepLead = useCallback((): void => {
    held.current = leadHeld(model, latest.current)
    model.hold(held.current?.ref ?? null)
    if (held.current === null) latest.current.scroll.scrollTo(0)
  }, [model])

  return { reveal, keepLead }
}

function revealLine({ scroll, rowPx }: Measures, line: number): void {
  const topPx = line * rowPx
  if (topPx < scroll.offsetPx) scroll.scrollTo(topPx)
  else if (topPx + rowPx > scroll.offsetPx + scroll.viewportPx) {
    scroll.scrollTo(topPx + rowPx - scroll.viewportPx)
  }
}

function putBack(model: TreeModel, state: TreeState, held: Held, { scroll, rowPx }: Measures): void {
  const line = model.lineOf(held.ref, state)
  if (line === null) return
  const offsetPx = line * rowPx - held.screenPx
  if (Math.abs(offsetPx - scroll.offsetPx) >= 1) scroll.scrollTo(offsetPx)
}

/** The lead where it is on the screen; in its middle when it is out of sight. */
function leadHeld(model: TreeModel, { scroll, rowPx }: Measures): Held | null {
  const { lead } = model.get().picked
  const line = lead === null ? null : model.lineOf(lead)
  if (lead === null || line === null) return null
  const screenPx = line * rowPx - scroll.offsetPx
  const isInSight = screenPx >= 0 && screenPx + rowPx <= scroll.viewportPx
  return { ref: lead, screenPx: isInSight ? screenPx : Math.floor(scroll.viewportPx / 2) }
}

function firstHeld(model: TreeModel, offsetPx: number, rowPx: number): Held | null {
  const { lineCount } = model.get().root
  const { line, row, branch } = model.lineAt(Math.min(Math.floor(offsetPx / rowPx), lineCount - 1))
  if (row === null) return null
  return { ref: { folder: branch.folder, key: row.key }, screenPx: line * rowPx - offsetPx }
}

/** Wherever the keyboard goes, it can be seen. */
function useRevealedLead(model: TreeModel, state: TreeState, reveal: (line: number) => void): void {
  const shown = useRef<RowRef | null>(null)
  useLayoutEffect(() => {
    const { lead } = state.picked
    if (lead?.key === shown.current?.key && lead?.folder === shown.current?.folder) return
    const line = lead === null ? null : model.lineOf(lead, state)
    if (lead !== null && line === null) return
    shown.current = lead
    if (line !== null) reveal(line)
  }, [model, state, reveal])
}
