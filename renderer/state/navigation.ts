/** Where and when the window is, where it was, and the way between. */
import { parentPrefix } from '../../shared/key.ts'
import { sameMoment, type Moment } from '../../shared/model/moment.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { storeOf, type Readable } from './store.ts'

/** A moment that is looked at, and the time people know it by. */
export type PastMoment = { readonly moment: Moment; readonly shownMs: number }

/** A folder, the moment it is seen at, and the row in it that a person had chosen when they left. */
export type Visit = {
  readonly place: PrefixRef
  /** null: as it is now. */
  readonly past: PastMoment | null
  readonly leadKey: string | null
}

export type Journey = {
  readonly past: readonly Visit[]
  /** null: no bucket is open. */
  readonly here: Visit | null
  readonly future: readonly Visit[]
}

export type Navigation = Readable<Journey> & {
  /** The moment goes along within a bucket; another bucket is shown as it is now. */
  readonly go: (place: PrefixRef, leadKey?: string | null) => void
  /** Stays in the folder. Back leads to the present; between two moments of the past nothing is kept. */
  readonly travel: (past: PastMoment | null) => void
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

const sameBucket = (a: PrefixRef, b: PrefixRef): boolean =>
  a.connectionId === b.connectionId && a.bucket === b.bucket

type Surroundings = {
  /** The row chosen now: it is remembered when the window goes elsewhere. */
  readonly leadKey: () => string | null
  /** The outermost prefix a connection shows. */
  readonly rootPrefix: (connectionId: string) => string
}

export function openNavigation({ leadKey, rootPrefix }: Surroundings): Navigation {
  const store = storeOf<Journey>({ past: [], here: null, future: [] })
  const left = (here: Visit | null): readonly Visit[] => leaving(here, leadKey())
  const go: Navigation['go'] = (place, key = null) =>
    store.update((journey) => {
      const { here } = journey
      if (here !== null && samePlace(here.place, place)) return journey
      const past = here !== null && sameBucket(here.place, place) ? here.past : null
      return visited(journey, { place, past, leadKey: key }, leadKey())
    })
  return {
    get: store.get,
    subscribe: store.subscribe,
    go,
    travel: (past) => store.update((journey) => travelled(journey, past, leadKey())),
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

const leaving = (here: Visit | null, leadKey: string | null): readonly Visit[] =>
  here === null ? [] : [{ ...here, leadKey }]

const visited = ({ past, here }: Journey, next: Visit, leadKey: string | null): Journey => ({
  past: [...past, ...leaving(here, leadKey)].slice(-mostVisits),
  here: next,
  future: [],
})

function travelled(journey: Journey, past: PastMoment | null, leadKey: string | null): Journey {
  const { here } = journey
  if (here === null || sameMoment(here.past?.moment ?? null, past?.moment ?? null)) return journey
  const next = { ...here, past, leadKey }
  return here.past === null || past === null ? visited(journey, next, leadKey) : { ...journey, here: next }
}
