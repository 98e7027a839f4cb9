/** Ends a batch; it asks first where much of an unfinished file would have to move again. */
import type { Batch } from '../../shared/model/transfer.ts'
import type { Strata } from '../strata.ts'
import { transferWords as words } from '../strings/transfers.ts'

/** Less is moved again in a moment: asking would cost more than it saves. */
const worthAskingBytes = 32_000_000
/** More files than ever move at once. */
const mostMoving = 128

export async function cancelTransfer(
  { api, sheets, notices, transfers }: Strata,
  batch: Batch,
  asks: 'always' | 'if-lost',
): Promise<void> {
  const { batchId, title } = batch
  try {
    const lostBytes = await unfinishedBytes(api, batch)
    const isAsked = asks === 'always' || lostBytes >= worthAskingBytes
    const isMeant =
      !isAsked ||
      (await sheets.ask({
        title: words.cancelTitle(title),
        lines: words.cancelLines(lostBytes),
        action: words.cancelAction,
        destroys: false,
        typed: null,
      }))
    if (!isMeant) return
    transfers.handovers
      .get()
      .find((handover) => handover.batchId === batchId)
      ?.cancel()
    await api.transfers.cancel({ batchId })
  } catch (error) {
    notices.tellFailure(error)
  }
}

/** What moves stands behind what asks or failed. */
async function unfinishedBytes(
  api: Strata['api'],
  { batchId, askingCount, failedCount, doneBytes }: Batch,
): Promise<number> {
  if (doneBytes === 0) return 0
  const start = askingCount + failedCount
  const { items } = await api.transfers.items({ batchId, start, end: start + mostMoving })
  return items
    .filter(({ state }) => state === 'running' || state === 'paused')
    .reduce((sum, item) => sum + item.doneBytes, 0)
}
