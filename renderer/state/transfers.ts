/** Transfers as the main process tells them, and what the page itself is still handing over to it. */
import type { Failure } from '../../shared/failure.ts'
import type { TransfersState } from '../../shared/model/transfer.ts'
import { storeOf, type Store } from './store.ts'

/** Dropped files on their way from the browser to the main process; the upload begins with the first of them. */
export type Handover = {
  readonly id: number
  /** The upload that takes them on from there; null: not yet. */
  readonly batchId: string | null
  readonly title: string
  readonly place: string
  /** Files are still being found: the totals grow. */
  readonly counting: boolean
  readonly fileCount: number
  readonly doneCount: number
  readonly sizeBytes: number
  readonly doneBytes: number
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
  /** It stands still since then. */
  readonly failure: Failure | null
  /** Takes it off the list too. */
  readonly cancel: () => void
  readonly retry: () => void
}

export type TransferOrder = 'newest-first' | 'running-first'

export type TransferStores = {
  readonly state: Store<TransfersState>
  readonly order: Store<TransferOrder>
  /** Newest first. */
  readonly handovers: Store<readonly Handover[]>
  readonly panelOpen: Store<boolean>
}

export const openTransferStores = (): TransferStores => ({
  state: storeOf<TransfersState>({ revision: 0, batches: [] }),
  order: storeOf<TransferOrder>('newest-first'),
  handovers: storeOf<readonly Handover[]>([]),
  panelOpen: storeOf(false),
})
