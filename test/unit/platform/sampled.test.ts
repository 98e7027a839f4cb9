import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sampled } from '../../../electron/platform/sampled.ts'

describe('a sampled state', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function watch() {
    let state = 0
    let tell = (): void => undefined
    let stopped = false
    const abort = new AbortController()
    const seen: number[] = []
    const stream = sampled(
      () => state,
      (changed) => {
        tell = changed
        return () => {
          stopped = true
        }
      },
      abort.signal,
    )
    const done = (async () => {
      for await (const next of stream) seen.push(next)
    })()
    const set = (next: number): void => {
      state = next
      tell()
    }
    return { seen, set, abort, done, isStopped: () => stopped }
  }

  it('comes at once, then at most five times a second, and the last one is never dropped', async () => {
    const { seen, set, abort, done, isStopped } = watch()
    for (let at = 1; at <= 100; at++) {
      set(at)
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(seen[0]).toBe(1)
    expect(seen.length).toBeLessThanOrEqual(6)
    await vi.advanceTimersByTimeAsync(2000)
    expect(seen.at(-1)).toBe(100)
    const quiet = seen.length
    await vi.advanceTimersByTimeAsync(5000)
    expect(seen.length).toBe(quiet)
    abort.abort()
    await done
    expect(isStopped()).toBe(true)
  })

  it('what ends soon after it began is told at once, and what goes on a quarter of a second apart', async () => {
    const { seen, set, abort, done } = watch()
    await vi.advanceTimersByTimeAsync(5)
    set(1)
    await vi.advanceTimersByTimeAsync(5)
    expect(seen).toEqual([0, 1])
    for (let at = 2; at <= 101; at++) {
      set(at)
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(seen.length).toBe(2 + 4)
    set(102)
    await vi.advanceTimersByTimeAsync(250)
    expect(seen.at(-1)).toBe(102)
    abort.abort()
    await done
  })

  it('ends when it is cancelled while nothing happens', async () => {
    const { abort, done, isStopped } = watch()
    await vi.advanceTimersByTimeAsync(1)
    abort.abort()
    await done
    expect(isStopped()).toBe(true)
  })
})
