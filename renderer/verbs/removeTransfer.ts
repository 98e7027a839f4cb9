/** Takes one finished batch off the list. */
import type { Batch } from '../../shared/model/transfer.ts'
import type { Strata } from '../strata.ts'

export function removeTransfer({ api, notices }: Strata, { batchId }: Batch): void {
  api.transfers.clear({ batchId }).catch(notices.tellFailure)
}
