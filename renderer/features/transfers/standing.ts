/** What batches are doing, counted and in order. */
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import type { Handover, TransferOrder } from '../../state/transfers.ts'
import type { Standing } from '../../strings/transferSums.ts'

export function standingOf({ state, waiting, askingCount }: Batch): Standing {
  switch (state) {
    case 'skipped':
      return 'done'
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'paused':
      return state
    case 'queued':
    case 'preparing':
    case 'running':
      if (waiting !== null) return 'retrying'
      if (state !== 'queued') return 'running'
      return askingCount > 0 ? 'asking' : 'waiting'
  }
}

export function countStandings(
  batches: readonly Batch[],
  handovers: readonly Handover[],
): Readonly<Record<Standing, number>> {
  const failed = handovers.filter(({ failure }) => failure !== null).length
  const counts = { asking: 0, retrying: 0, waiting: 0, paused: 0, done: 0, cancelled: 0, failed, running: 0 }
  counts.running = handovers.length - failed
  for (const batch of batches) counts[standingOf(batch)] += 1
  return counts
}

/** What moves or wants somebody's word comes before what waits, and that before what is over. */
const ranks: Readonly<Record<Standing, number>> = {
  running: 0,
  asking: 0,
  retrying: 0,
  waiting: 1,
  paused: 2,
  done: 3,
  failed: 3,
  cancelled: 3,
}

export function inOrder(batches: readonly Batch[], order: TransferOrder): readonly Batch[] {
  const rank = (batch: Batch): number => (order === 'running-first' ? ranks[standingOf(batch)] : 0)
  return batches.toSorted((a, b) => rank(a) - rank(b) || b.startedMs - a.startedMs)
}

export const isPausable = ({ state }: Batch): boolean => !isOver(state) && state !== 'paused'
