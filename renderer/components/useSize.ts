/** How big an element is, as it changes. */
import { useLayoutEffect, useState, type RefObject } from 'react'

export type Size = { readonly widthPx: number; readonly heightPx: number }

export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 })
  useLayoutEffect(() => {
    const target = element.current
    if (target === null) return undefined
    const measure = (): void => setSize({ widthPx: target.clientWidth, heightPx: target.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
