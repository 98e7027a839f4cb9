/** Which rows of a long list are in sight: only those are drawn. All rows are equally high. */
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export type Windowed = {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onScroll: () => void
  /** Rows [first, end) are to be drawn. */
  readonly first: number
  readonly end: number
  readonly heightPx: number
  readonly topOf: (index: number) => number
  /** Scrolls as little as it takes to bring a row into sight. */
  readonly reveal: (index: number) => void
  readonly rowsInSight: number
}

/** Drawn beyond each edge, so that scrolling shows no gap. */
const rowsBeyond = 8

export function useWindowed(count: number, rowPx: number): Windowed {
  const scroller = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ topPx: 0, viewPx: 0 })
  const measure = useCallback((): void => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop: topPx, clientHeight: viewPx } = element
    setSeen((before) => (before.topPx === topPx && before.viewPx === viewPx ? before : { topPx, viewPx }))
  }, [])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [measure])
  const reveal = useCallback(
    (index: number): void => {
      const element = scroller.current
      if (element === null) return
      const topPx = index * rowPx
      const endPx = topPx + rowPx - element.clientHeight
      if (element.scrollTop > topPx) element.scrollTop = topPx
      else if (element.scrollTop < endPx) element.scrollTop = endPx
    },
    [rowPx],
  )
  const firstSeen = Math.floor(seen.topPx / rowPx)
  const endSeen = Math.ceil((seen.topPx + seen.viewPx) / rowPx)
  return {
    scroller,
    onScroll: measure,
    first: Math.max(0, Math.min(firstSeen - rowsBeyond, count)),
    end: Math.min(count, endSeen + rowsBeyond),
    heightPx: count * rowPx,
    topOf: (index) => index * rowPx,
    reveal,
    rowsInSight: Math.max(1, Math.floor(seen.viewPx / rowPx)),
  }
}

/** Where the keyboard goes in a list; null: the key is not about moving. */
export function movedBy(key: string, at: number, count: number, rowsInSight: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: rowsInSight,
    PageUp: -rowsInSight,
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  return step === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, at + step))
}
