/** Which rows of a long list are in sight: only those are drawn. All rows are equally high. */
import { useEffect, useState } from 'react'

export type Windowed = {
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

/** The list, and what to give to the element that scrolls, as its `ref`. */
export function useWindowed(
  count: number,
  rowPx: number,
): readonly [Windowed, (element: HTMLElement | null) => void] {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const { topPx, viewPx } = useSeen(scroller)
  const reveal = (index: number): void => {
    if (scroller === null) return
    const startPx = index * rowPx
    const endPx = startPx + rowPx - scroller.clientHeight
    if (scroller.scrollTop > startPx) scroller.scrollTo({ top: startPx, behavior: 'instant' })
    else if (scroller.scrollTop < endPx) scroller.scrollTo({ top: endPx, behavior: 'instant' })
  }
  const windowed: Windowed = {
    first: Math.max(0, Math.min(Math.floor(topPx / rowPx) - rowsBeyond, count)),
    end: Math.min(count, Math.ceil((topPx + viewPx) / rowPx) + rowsBeyond),
    heightPx: count * rowPx,
    topOf: (index) => index * rowPx,
    reveal,
    rowsInSight: Math.max(1, Math.floor(viewPx / rowPx)),
  }
  return [windowed, setScroller]
}

type Seen = { readonly topPx: number; readonly viewPx: number }

/** How far it is scrolled, and how much of it is in sight. */
function useSeen(scroller: HTMLElement | null): Seen {
  const [seen, setSeen] = useState<Seen>({ topPx: 0, viewPx: 0 })
  useEffect(() => {
    if (scroller === null) return undefined
    const measure = (): void => setSeen({ topPx: scroller.scrollTop, viewPx: scroller.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    scroller.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', measure)
    }
  }, [scroller])
  return seen
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
