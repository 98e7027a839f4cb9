/** What is on the list of transfers: batches, and what the window hands over before its batch is there. */
import { useMemo } from 'react'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { useStore } from '../../state/store.ts'
import type { Handover } from '../../state/transfers.ts'
import { useStrata } from '../../strata.ts'

type OnTheList = { readonly batches: readonly Batch[]; readonly handovers: readonly Handover[] }

export function useTransfers(): OnTheList {
  const { transfers } = useStrata()
  const { batches } = useStore(transfers.state)
  const handovers = useStore(transfers.handovers)
  return useMemo(() => onTheList(batches, handovers), [batches, handovers])
}

/** An upload and the handover that feeds it are one line: the window knows first how much there is. */
export function onTheList(all: readonly Batch[], handovers: readonly Handover[]): OnTheList {
  const fed = new Map(
    handovers.filter(({ failure }) => failure === null).map((handover) => [handover.batchId, handover]),
  )
  const ids = new Set(all.map(({ batchId }) => batchId))
  return {
    batches: all.map((batch) => withTotals(batch, fed.get(batch.batchId))),
    handovers: handovers.filter(
      ({ batchId, failure }) => failure !== null || batchId === null || !ids.has(batchId),
    ),
  }
}

function withTotals(batch: Batch, handover: Handover | undefined): Batch {
  if (handover === undefined || isOver(batch.state)) return batch
  return {
    ...batch,
    counting: handover.counting,
    fileCount: Math.max(batch.fileCount, handover.fileCount),
    sizeBytes: Math.max(batch.sizeBytes, handover.sizeBytes),
    // As long as files come nobody knows how long that takes.
    secondsLeft: null,
  }
}
