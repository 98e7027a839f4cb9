/** The batches on the list: all that the main process has, but for those that were taken off. */
import type { Batch } from '../../../shared/model/transfer.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'

export function useBatches(): readonly Batch[] {
  const { transfers } = useStrata()
  const { batches } = useStore(transfers.state)
  const removed = useStore(transfers.removed)
  return removed.size === 0 ? batches : batches.filter(({ batchId }) => !removed.has(batchId))
}
