/** The time, every second while somebody counts it down. */
import { useEffect, useState } from 'react'

export function useNow(isCounting: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!isCounting) return undefined
    const tick = (): void => setNowMs(Date.now())
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [isCounting])
  return nowMs
}
