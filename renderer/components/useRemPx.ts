/** How big text is. */
import { useLayoutEffect, useState } from 'react'

/** Text scales: everything is measured in the size of the root's font. */
export function useRemPx(): number {
  const [remPx, setRemPx] = useState(16)
  useLayoutEffect(() => {
    const measure = (): void => setRemPx(parseFloat(getComputedStyle(document.documentElement).fontSize))
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  return remPx
}
