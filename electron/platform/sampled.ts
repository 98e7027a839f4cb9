/** States as a stream: at most so many a second, always whole, the last one never dropped. */

import { pause } from './pause.ts'

const mostPerSecond = 5

/**
 * Yields `read()` at once, and again after each `changed()`, at most five times a second. Ends when the signal
 * fires. `start` gets the function to call on a change and answers with the way to stop.
 */
export async function* sampled<State>(
  read: () => State | Promise<State>,
  start: (changed: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<State, void, void> {
  const recentMs: number[] = []
  let pending = true
  let wake: (() => void) | null = null
  const changed = (): void => {
    pending = true
    wake?.()
  }
  const stop = start(changed)
  signal.addEventListener('abort', changed)
  try {
    while (!signal.aborted) {
      if (pending) {
        await pause(waitOf(recentMs), signal)
        pending = false
        recentMs.push(performance.now())
        yield await read()
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        wake = null
      }
    }
  } finally {
    stop()
    signal.removeEventListener('abort', changed)
  }
}

/** By a clock that nobody sets: how long the next one has to wait, so that no second holds more than its share. Forgets what is older. */
function waitOf(recentMs: number[]): number {
  const oldest = recentMs.length < mostPerSecond ? undefined : recentMs.shift()
  return oldest === undefined ? 0 : oldest + 1000 - performance.now()
}
