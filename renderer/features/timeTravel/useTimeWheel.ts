/** The wheel over the line of time: up and down zoom around the pointer, sideways or with Shift it moves. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { msAt } from './timeScale.ts'
import type { TimeLine } from './useTimeLine.ts'

const zoomPerPx = 0.002
const linePx = 16
const mostPx = 240

export function useTimeWheel(track: RefObject<HTMLElement | null>, line: TimeLine): void {
  const latest = useRef(line)
  useLayoutEffect(() => {
    latest.current = line
  })
  useEffect(() => {
    const element = track.current
    if (element === null) return undefined
    // React hears wheels passively: the page around would scroll along.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const { left, width } = element.getBoundingClientRect()
      const inPx = (delta: number): number =>
        Math.max(-mostPx, Math.min(mostPx, event.deltaMode === 1 ? delta * linePx : delta))
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
      const { span, zoom, pan } = latest.current
      if (isSideways) pan(inPx(event.deltaX || event.deltaY) / Math.max(1, width))
      else zoom(Math.exp(inPx(event.deltaY) * zoomPerPx), msAt(span, (event.clientX - left) / width))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [track])
}
