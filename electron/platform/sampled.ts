/** States as a stream: at most five a second, always whole, the last one never dropped. */
import { pause } from './pause.ts'

/** Two may come one right after the other, so that what ends at once is told at once; then they are so far apart. */
const apartMs = 250

/**
 * Yields `read()` at once, and again after each `changed()`, never later than a quarter of a second after it.
 * Ends when the signal fires. `start` gets the function to call on a change and answers with the way to stop.
 */
export async function* sampled<State>(
  read: () => State | Promise<State>,
  start: (changed: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<State, void, void> {
  // By a clock that nobody sets.
  let dueMs = Number.NEGATIVE_INFINITY
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
        await pause(dueMs - apartMs - performance.now(), signal)
        pending = false
        dueMs = Math.max(dueMs, performance.now()) + apartMs
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
