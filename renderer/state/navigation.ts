/** Where the window is, where it was, and the way between. */
import { parentPrefix } from '../../shared/key.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { storeOf, type Readable } from './store.ts'

/** A folder, and the row in it that a person had chosen when they left. */
export type Visit = { readonly place: PrefixRef; readonly leadKey: string | null }

export type Journey = {
  readonly past: readonly Visit[]
  /** null: no bucket is open. */
  readonly here: Visit | null
  readonly future: readonly Visit[]
}

export type Navigation = Readable<Journey> & {
  readonly go: (place: PrefixRef, leadKey?: string | null) => void
  readonly back: () => void
  readonly forward: () => void
  /** To the folder around this one, which is then the chosen row there. */
  readonly up: () => void
  /** Nothing is open any more, and nothing leads back. */
  readonly leave: () => void
}

const mostVisits = 100

export const samePlace = (a: PrefixRef, b: PrefixRef): boolean =>
  a.connectionId === b.connectionId && a.bucket === b.bucket && a.prefix === b.prefix

type Surroundings = {
  /** The row chosen now: it is remembered when the window goes elsewhere. */
  readonly leadKey: () => string | null
  /** The outermost prefix a connection shows. */
  readonly rootPrefix: (connectionId: string) => string
}

export function openNavigation({ leadKey, rootPrefix }: Surroundings): Navigation {
  const store = storeOf<Journey>({ past: [], here: null, future: [] })
  const left = (here: Visit | null): readonly Visit[] =>
    here === null ? [] : [{ ...here, leadKey: leadKey() }]

  const go: Navigation['go'] = (place, key = null) =>
    store.update(({ past, here, future }) =>
      here !== null && samePlace(here.place, place)
        ? { past, here, future }
        : {
            past: [...past, ...left(here)].slice(-mostVisits),
            here: { place, leadKey: key },
            future: [],
          },
    )
  return {
    get: store.get,
    subscribe: store.subscribe,
    go,
    back: () =>
      store.update((journey) => {
        const before = journey.past.at(-1)
        if (before === undefined) return journey
        const future = [...left(journey.here), ...journey.future]
        return { past: journey.past.slice(0, -1), here: before, future }
      }),
    forward: () =>
      store.update((journey) => {
        const [next, ...future] = journey.future
        return next === undefined
          ? journey
          : { past: [...journey.past, ...left(journey.here)], here: next, future }
      }),
    up: () => {
      const place = store.get().here?.place
      if (place === undefined || place.prefix === rootPrefix(place.connectionId)) return
      go({ ...place, prefix: parentPrefix(place.prefix) }, place.prefix)
    },
    leave: () => store.set({ past: [], here: null, future: [] }),
  }
}
