/** Says what becomes of files whose name is taken; where that destroys what is there, it asks first. */
import type { Batch, CollisionChoice, TransferItem } from '../../shared/model/transfer.ts'
import type { Strata } from '../strata.ts'
import { destroyWords } from '../strings/collisions.ts'

/** So many take more than a click. */
const typedAbove = 100

/** Uploads and copies ask only where the bucket keeps no versions; on this computer people know what a file is. */
export const wouldDestroy = ({ direction }: Batch, choice: CollisionChoice): boolean =>
  direction !== 'down' && choice !== 'skip' && choice !== 'keep-both'

type Decision = {
  readonly batch: Batch
  /** null: all that ask, and those that will. */
  readonly item: TransferItem | null
  readonly choice: CollisionChoice
  /** The same was asked before, and the answer was yes. */
  readonly isAgreed: boolean
}

/** Answers whether it was meant. */
export async function decideCollisions(
  { api, sheets, notices }: Strata,
  { batch, item, choice, isAgreed }: Decision,
): Promise<boolean> {
  const { batchId, askingCount } = batch
  const count = item === null ? askingCount : 1
  const isMeant =
    isAgreed ||
    !wouldDestroy(batch, choice) ||
    (await sheets.ask({
      title: destroyWords.title(choice, count),
      lines: destroyWords.lines(choice, item?.name ?? null),
      action: destroyWords.action(choice, count),
      destroys: true,
      typed: count > typedAbove ? String(count) : null,
    }))
  if (!isMeant) return false
  try {
    await api.transfers.decide({ batchId, itemIds: item === null ? null : [item.itemId], choice })
    return true
  } catch (error) {
    notices.tellFailure(error)
    return false
  }
}
