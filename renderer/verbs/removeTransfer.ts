/** Takes one finished batch off the list; the main process forgets it with the last that is finished. */
import { isOver, type Batch } from '../../shared/model/transfer.ts'
import type { Strata } from '../strata.ts'

export function removeTransfer({ api, transfers, notices }: Strata, { batchId }: Batch): void {
  transfers.removed.update((removed) => new Set([...removed, batchId]))
  const finished = transfers.state.get().batches.filter(({ state }) => isOver(state))
  if (finished.every((other) => transfers.removed.get().has(other.batchId))) {
    api.transfers.clear().catch(notices.tellFailure)
  }
}
