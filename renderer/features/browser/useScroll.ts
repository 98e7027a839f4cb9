/** Where a long list is scrolled to, in its own pixels: a million rows scroll like ten. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'

/** Chromium caps an element at 33,554,432 px: above this height one pixel of the scrollbar stands for several. */
const tallestPx = 16_000_000

export type Scroll = {
  /** How far the list is scrolled, of its true height. */
  readonly offsetPx: number
  readonly viewportPx: number
  /** The height to give the list, and where in it the first visible pixel lies. */
  readonly drawnPx: number
  readonly shiftPx: number
  readonly scrollTo: (offsetPx: number) => void
}

type Position = { readonly offsetPx: number; readonly topPx: number }

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

/** How many true pixels one pixel of the scroll bar moves. */
const ratioOf = (truePx: number, viewportPx: number): number =>
  truePx <= tallestPx ? 1 : (truePx - viewportPx) / (tallestPx - viewportPx)

export function useScroll(scroller: RefObject<HTMLElement | null>, truePx: number, headPx: number): Scroll {
  const [viewportPx, setViewportPx] = useState(0)
  const [position, setPosition] = useState<Position>({ offsetPx: 0, topPx: 0 })
  const ratio = ratioOf(truePx, viewportPx)
  const latest = useRef({ ratio, truePx, viewportPx, position })
  useLayoutEffect(() => {
    latest.current = { ratio, truePx, viewportPx, position }
  })

  const scrollTo = useCallback(
    (offsetPx: number): void => {
      const { ratio, truePx, viewportPx } = latest.current
      const clamped = clamp(offsetPx, Math.max(0, truePx - viewportPx))
      const next = { offsetPx: clamped, topPx: Math.round(clamped / ratio) }
      latest.current = { ...latest.current, position: next }
      if (scroller.current !== null) scroller.current.scrollTop = next.topPx
      setPosition(next)
    },
    [scroller],
  )

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const onScroll = (): void => {
      const { ratio, position } = latest.current
      // What we scrolled ourselves is known more exactly than the scroll bar tells.
      if (Math.abs(element.scrollTop - position.topPx) < 1) return
      const next = { offsetPx: element.scrollTop * ratio, topPx: element.scrollTop }
      latest.current = { ...latest.current, position: next }
      setPosition(next)
    }
    const onWheel = (event: WheelEvent): void => {
      const { ratio, position } = latest.current
      if (ratio === 1 || event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      scrollTo(position.offsetPx + event.deltaY)
    }
    const observer = new ResizeObserver(() => setViewportPx(Math.max(0, element.clientHeight - headPx)))
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scroller, scrollTo, headPx])

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
