/** Where a long list is scrolled to, in its own pixels: a million rows scroll like ten. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'

/** Chromium caps an element at 33,554,432 px: above this height one pixel of the scrollbar stands for several. */
const tallestPx = 16_000_000

export type Scroll = {
  /** How far the list is scrolled, of its true height. */
  readonly offsetPx: number
  readonly viewportPx: number
  /** The height to give the list; and what to add to a line's true place to draw it in there. */
  readonly drawnPx: number
  readonly shiftPx: number
  readonly scrollTo: (offsetPx: number) => void
}

/** `topPx` is the scroll bar's own count. */
type Position = { readonly offsetPx: number; readonly topPx: number }

type Measures = { readonly truePx: number; readonly viewportPx: number; readonly position: Position }

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

/** How many true pixels one pixel of the scroll bar moves. */
const ratioOf = ({ truePx, viewportPx }: Omit<Measures, 'position'>): number =>
  truePx <= tallestPx ? 1 : (truePx - viewportPx) / (tallestPx - viewportPx)

function positionAt(offsetPx: number, measures: Measures): Position {
  const clamped = clamp(offsetPx, Math.max(0, measures.truePx - measures.viewportPx))
  return { offsetPx: clamped, topPx: Math.round(clamped / ratioOf(measures)) }
}

export function useScroll(scroller: RefObject<HTMLElement | null>, truePx: number, headPx: number): Scroll {
  const [viewportPx, setViewportPx] = useState(0)
  const [position, setPosition] = useState<Position>({ offsetPx: 0, topPx: 0 })
  const latest = useRef<Measures>({ truePx, viewportPx, position })
  useLayoutEffect(() => {
    latest.current = { truePx, viewportPx, position }
  })

  const moveTo = useCallback((next: Position): void => {
    latest.current = { ...latest.current, position: next }
    setPosition(next)
  }, [])
  const scrollTo = useCallback(
    (offsetPx: number): void => {
      const next = positionAt(offsetPx, latest.current)
      moveTo(next)
      scroller.current?.scrollTo({ top: next.topPx, behavior: 'instant' })
    },
    [scroller, moveTo],
  )

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const measure = (): void => setViewportPx(Math.max(0, element.clientHeight - headPx))
    return listen(element, measure, () => latest.current, moveTo, scrollTo)
  }, [scroller, moveTo, scrollTo, headPx])

  const { offsetPx, topPx } = position
  return useMemo(
    () => ({
      offsetPx,
      viewportPx,
      drawnPx: Math.min(truePx, tallestPx),
      shiftPx: topPx - offsetPx,
      scrollTo,
    }),
    [offsetPx, topPx, viewportPx, truePx, scrollTo],
  )
}

function listen(
  element: HTMLElement,
  measure: () => void,
  measures: () => Measures,
  moveTo: (position: Position) => void,
  scrollTo: (offsetPx: number) => void,
): () => void {
  const onScroll = (): void => {
    const { scrollTop } = element
    // What we scrolled ourselves is known more exactly than the scroll bar tells.
    if (Math.abs(scrollTop - measures().position.topPx) < 1) return
    moveTo({ offsetPx: scrollTop * ratioOf(measures()), topPx: scrollTop })
  }
  const onWheel = (event: WheelEvent): void => {
    if (ratioOf(measures()) === 1 || event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    scrollTo(measures().position.offsetPx + event.deltaY)
  }
  const observer = new ResizeObserver(measure)
  observer.observe(element)
  element.addEventListener('scroll', onScroll, { passive: true })
  element.addEventListener('wheel', onWheel, { passive: false })
  return () => {
    observer.disconnect()
    element.removeEventListener('scroll', onScroll)
    element.removeEventListener('wheel', onWheel)
  }
}
