/** The searches for batches' files: what is found goes to disk in portions, and starts to move at once. */
import { failureBehind, type Failure } from '../../shared/failure.ts'
import type { Storage } from '../storage/storage.ts'
import { findItems } from './find/findItems.ts'
import type { Drops } from './drops.ts'
import type { Reach } from './reach.ts'
import type { TransferBatch } from './transferBatch.ts'
import type { NewItem } from './transferItemTable.ts'

const mostAtOnce = 500
/** People see the first files at once, however slowly the rest is found. */
const portionMs = 100

type SearchParts = { readonly storage: Storage; readonly drops: Drops }

/** Answers null once everything is found, or why the search broke off. */
export async function search(
  { storage, drops }: SearchParts,
  batch: TransferBatch,
  reach: Reach,
  signal: AbortSignal,
  onFound: () => void,
): Promise<Failure | null> {
  let portion: NewItem[] = []
  let toldMs = performance.now()
  const flush = async (): Promise<void> => {
    if (portion.length === 0) return
    const items = portion
    portion = []
    const added = await storage.call('addTransfers', { batchId: batch.id, items })
    for (const { state, sizeBytes } of added) batch.added(state, sizeBytes)
    await decideAtOnce(storage, batch)
    toldMs = performance.now()
    onFound()
  }
  try {
    for await (const item of findItems(batch.row.spec, reach, drops, signal)) {
      portion.push(item)
      if (portion.length >= mostAtOnce || performance.now() - toldMs > portionMs) await flush()
    }
    await flush()
    if (signal.aborted) return null
    await batch.record.change({ isFound: true })
    return null
  } catch (error) {
    await flush()
    return signal.aborted ? null : failureBehind(error)
  }
}

/** What was decided for all goes for those that are found later, too. */
async function decideAtOnce(storage: Storage, batch: TransferBatch): Promise<void> {
  const { choice } = batch.row
  if (choice === null || batch.count('paused') === 0) return
  await storage.call('decideTransfers', { batchId: batch.id, ordinals: null, choice })
  batch.setSums(await storage.call('batchSums', { batchId: batch.id }))
  batch.readAgain()
}
