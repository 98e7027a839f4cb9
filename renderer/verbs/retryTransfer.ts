/** Tries a batch again; where that would destroy what is there, it is asked first. */
import type { Batch, TransferItem } from '../../shared/model/transfer.ts'
import type { Strata } from '../strata.ts'
import { transferWords as words } from '../strings/transfers.ts'

const itemsAtOnce = 1000
/** So many take more than a click. */
const typedAbove = 100

export const wouldReplace = ({ failure }: Batch | TransferItem): boolean =>
  failure?.reason === 'would-destroy'

export async function retryTransfer({ api, sheets, notices }: Strata, batch: Batch): Promise<void> {
  const { batchId, failedCount, askingCount } = batch
  try {
    const colliding = await countColliding(api, batchId, askingCount + failedCount)
    const message = colliding.message
    const mayDestroy =
      message !== null &&
      (await sheets.ask({
        title: words.replaceTitle(colliding.count),
        lines: words.replaceLines(colliding.count, message),
        action: words.replaceAction(colliding.count),
        destroys: true,
        typed: colliding.count > typedAbove ? String(colliding.count) : null,
      }))
    if (message === null || mayDestroy) await api.transfers.retry({ batchId, mayDestroy })
  } catch (error) {
    notices.tellFailure(error)
  }
}

type Colliding = { readonly count: number; readonly message: string | null }

/** What asks or failed comes first in the list of items. `message` is the first one's; null: none collides. */
async function countColliding(api: Strata['api'], batchId: string, firstCount: number): Promise<Colliding> {
  let count = 0
  let message: string | null = null
  for (let start = 0; start < firstCount; start += itemsAtOnce) {
    const end = Math.min(firstCount, start + itemsAtOnce)
    const { items } = await api.transfers.items({ batchId, start, end })
    const colliding = items.filter(wouldReplace)
    count += colliding.length
    message ??= colliding[0]?.failure?.message ?? null
  }
  return { count, message }
}
