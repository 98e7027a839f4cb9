/** Items of a batch around those in sight, asked for in blocks, and again while they change. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { isOver, type Batch, type TransferItem } from '../../../shared/model/transfer.ts'
import { useStrata } from '../../strata.ts'

const block = 64
const askedEveryMs = 400

export type ItemsInSight = { readonly start: number; readonly items: readonly TransferItem[] }

export function useTransferItems(batch: Batch, first: number, last: number): ItemsInSight {
  const { api } = useStrata()
  const { batchId, state, doneCount, failedCount } = batch
  const start = Math.floor(first / block) * block
  const end = (Math.floor(last / block) + 1) * block
  // While it runs it is asked again and again; afterwards once, as it ended.
  const version = isOver(state) ? `${state} ${doneCount} ${failedCount}` : 'under way'
  const { data } = useQuery({
    queryKey: ['transfer-items', batchId, version, start, end],
    queryFn: async ({ signal }): Promise<ItemsInSight> => {
      const { items } = await api.transfers.items({ batchId, start, end }, { signal })
      return { start, items }
    },
    placeholderData: keepPreviousData,
    refetchInterval: isOver(state) ? false : askedEveryMs,
    gcTime: 0,
  })
  return data ?? { start: 0, items: [] }
}
