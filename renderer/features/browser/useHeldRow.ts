/** Keeps one row where it is on the screen while rows come, go, or are sorted anew. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { RowRef } from './picked.ts'
import type { TreeModel, TreeState } from './treeModel.ts'
import type { Scroll } from './useScroll.ts'

type Held = { readonly ref: RowRef; readonly screenPx: number }

export type HeldRow = {
  /** Scrolls as little as it takes to bring a line into sight. */
  readonly reveal: (line: number) => void
  /** Before the order changes: the row the keyboard is on stays in sight, or the list begins at its top. */
  readonly keepLead: () => void
}

export function useHeldRow(model: TreeModel, state: TreeState, scroll: Scroll, rowPx: number): HeldRow {
  const held = useRef<Held | null>(null)
  const latest = useRef({ scroll, rowPx })
  useLayoutEffect(() => {
    latest.current = { scroll, rowPx }
  })

  const reveal = useCallback((line: number): void => {
    const { scroll, rowPx } = latest.current
    const topPx = line * rowPx
    if (topPx < scroll.offsetPx) scroll.scrollTo(topPx)
    else if (topPx + rowPx > scroll.offsetPx + scroll.viewportPx) {
      scroll.scrollTo(topPx + rowPx - scroll.viewportPx)
    }
  }, [])

  // Rows moved: the held one goes back to where it was.
  useLayoutEffect(() => {
    if (held.current === null) return
    const { scroll, rowPx } = latest.current
    const line = model.lineOf(held.current.ref)
    if (line === null) return
    const offsetPx = line * rowPx - held.current.screenPx
    if (Math.abs(offsetPx - scroll.offsetPx) >= 1) scroll.scrollTo(offsetPx)
  }, [model, state])

  // Scrolled: the first row in sight is the one to hold; at the top nothing is, so that new rows show.
  const { offsetPx } = scroll
  useEffect(() => {
    const first = offsetPx <= 0 ? null : model.lineAt(Math.min(Math.floor(offsetPx / rowPx), lastLine(model)))
    const ref =
      first === null || first.row === null ? null : { folder: first.branch.folder, key: first.row.key }
    held.current = ref === null || first === null ? null : { ref, screenPx: first.line * rowPx - offsetPx }
    model.hold(ref)
  }, [model, offsetPx, rowPx])

  useRevealedLead(model, state, reveal)

  const keepLead = useCallback((): void => {
    const { scroll, rowPx } = latest.current
    const { lead } = model.get().picked
    const line = lead === null ? null : model.lineOf(lead)
    if (lead === null || line === null) {
      held.current = null
      model.hold(null)
      scroll.scrollTo(0)
      return
    }
    const screenPx = line * rowPx - scroll.offsetPx
    const isInSight = screenPx >= 0 && screenPx + rowPx <= scroll.viewportPx
    held.current = { ref: lead, screenPx: isInSight ? screenPx : Math.floor(scroll.viewportPx / 2) }
    model.hold(lead)
  }, [model])

  return { reveal, keepLead }
}

const lastLine = (model: TreeModel): number => model.get().root.lineCount - 1

/** Wherever the keyboard goes, it can be seen. */
function useRevealedLead(model: TreeModel, state: TreeState, reveal: (line: number) => void): void {
  const shown = useRef<string | null>(null)
  const { lead } = state.picked
  useLayoutEffect(() => {
    const key = lead?.key ?? null
    if (key === shown.current) return
    const line = lead === null ? null : model.lineOf(lead)
    if (lead !== null && line === null) return
    shown.current = key
    if (line !== null) reveal(line)
  }, [model, lead, state, reveal])
}
