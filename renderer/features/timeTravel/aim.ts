/** The moment somebody aims at: shown at once, looked at a few times a second. */
import type { Navigation } from '../../state/navigation.ts'
import { storeOf, type Readable } from '../../state/store.ts'
import { newestWins } from './newestWins.ts'

export type Aimed = {
  /** undefined: nothing but what is shown. null: now. */
  readonly aimedMs: number | null | undefined
  /** The slider is in somebody's hand. */
  readonly isHeld: boolean
}

export type Aim = Readable<Aimed> & {
  /** null: now. */
  readonly at: (ms: number | null) => void
  readonly hold: () => void
  readonly letGo: () => void
  /** What waits is given up. */
  readonly stop: () => void
}

const everyMs = 220

export function openAim({ travel }: Pick<Navigation, 'travel'>): Aim {
  const state = storeOf<Aimed>({ aimedMs: undefined, isHeld: false })
  const trips = newestWins<number | null>((ms) => {
    travel(ms === null ? null : { moment: { atMs: ms }, shownMs: ms })
    state.update((before) => (before.isHeld ? before : { ...before, aimedMs: undefined }))
  }, everyMs)
  return {
    get: state.get,
    subscribe: state.subscribe,
    at: (aimedMs) => {
      state.update((before) => ({ ...before, aimedMs }))
      trips.send(aimedMs)
    },
    hold: () => state.update((before) => ({ ...before, isHeld: true })),
    letGo: () => {
      trips.flush()
      state.set({ aimedMs: undefined, isHeld: false })
    },
    stop: trips.stop,
  }
}
