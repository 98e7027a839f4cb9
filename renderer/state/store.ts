/** A value that changes and tells who looks at it: the smallest thing React can subscribe to. */
import { useSyncExternalStore } from 'react'

export type Readable<T> = {
  readonly get: () => T
  /** Answers with the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

export type Store<T> = Readable<T> & {
  /** Tells only when the value is another one. */
  readonly set: (next: T) => void
  readonly update: (change: (before: T) => T) => void
}

export function storeOf<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: T): void => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}

/** A part of a store: what `select` gives must be the same (Object.is) while it means the same. */
export function useSelected<T, S>(store: Readable<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}

/** Resolves once the store's value passes. */
export function whenStore<T>(store: Readable<T>, passes: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      const value = store.get()
      if (!passes(value)) return
      stop()
      resolve(value)
    }
    const stop = store.subscribe(look)
    look()
  })
}
