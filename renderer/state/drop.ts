/** Where files held over the window would go, and how many there are. */
import type { PrefixRef } from '../../shared/model/selection.ts'
import { storeOf, type Store } from './store.ts'

export type DropStores = {
  /** null: nothing is held over a place that takes it. */
  readonly target: Store<PrefixRef | null>
  /** Files and folders as they were taken up; null: the browser does not say. */
  readonly itemCount: Store<number | null>
}

export const openDropStores = (): DropStores => ({
  target: storeOf<PrefixRef | null>(null),
  itemCount: storeOf<number | null>(null),
})
