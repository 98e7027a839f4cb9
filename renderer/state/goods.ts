/** What is to arrive elsewhere: chosen to be copied or moved, or kept for pasting. */
import type { Scope } from '../../shared/model/plan.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { PastMoment } from './navigation.ts'

export type Goods = {
  readonly verb: 'copy' | 'move'
  /** The folder it was chosen in. */
  readonly from: PrefixRef
  readonly scope: Scope
  /** null: as it is now. */
  readonly past: PastMoment | null
}

/** Goods, and what the system's clipboard says as long as nobody copied something else since. */
export type KeptGoods = { readonly goods: Goods; readonly text: string }
