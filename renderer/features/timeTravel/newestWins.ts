/** Calls at most so often: what comes meanwhile waits, and only the newest of it is done. */

export type NewestWins<T> = {
  readonly send: (value: T) => void
  /** Does at once what waits. */
  readonly flush: () => void
  readonly stop: () => void
}

export function newestWins<T>(act: (value: T) => void, everyMs: number): NewestWins<T> {
  let waiting: { readonly value: T } | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = (): void => {
    if (waiting === null) return
    const { value } = waiting
    waiting = null
    act(value)
  }
  const rest = (): void => {
    timer = null
    if (waiting === null) return
    flush()
    timer = setTimeout(rest, everyMs)
  }
  return {
    send(value) {
      waiting = { value }
      if (timer !== null) return
      flush()
      timer = setTimeout(rest, everyMs)
    },
    flush,
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
      waiting = null
    },
  }
}
