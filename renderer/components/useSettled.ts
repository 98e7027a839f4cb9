/** A value once it has come to rest: whoever runs through a list with the arrow keys asks for nothing on the way. */
import { useEffect, useRef, useState } from 'react'

const restMs = 120

export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const changedMs = useRef(0)
  useEffect(() => {
    const sinceMs = performance.now() - changedMs.current
    changedMs.current = performance.now()
    // The first change after a rest shows at once.
    const timer = setTimeout(() => setSettled(value), sinceMs > 2 * restMs ? 0 : restMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
