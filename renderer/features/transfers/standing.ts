/** What batches are doing, counted and in order. */
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import type { Handover, TransferOrder } from '../../state/transfers.ts'
import type { Standing } from '../../strings/transfers.ts'

/** Nothing is left of it but files that wait for somebody's word. */
const onlyAsks = ({
  askingCount,
  fileCount,
  doneCount,
  failedCount,
  skippedCount,
  counting,
}: Batch): boolean =>
  askingCount > 0 && !counting && fileCount === doneCount + failedCount + skippedCount + askingCount

export function standingOf(batch: Batch): Standing {
  const { state, waiting, failure } = batch
  switch (state) {
    case 'skipped':
      return 'done'
    case 'done':
    case 'failed':
    case 'cancelled':
      return state
    case 'paused':
      if (onlyAsks(batch)) return 'asking'
      return failure === null ? 'paused' : 'stopped'
    case 'queued':
    case 'preparing':
    case 'running':
      if (waiting !== null) return 'retrying'
      if (state !== 'queued') return 'running'
      return onlyAsks(batch) ? 'asking' : 'waiting'
  }
}

/** Some of its files wait for somebody's word, and it moves as far as it can. */
export const isAsking = (batch: Batch): boolean =>
  batch.askingCount > 0 && !isOver(batch.state) && !isHeld(batch)

/** It goes on when somebody says so. */
export const isHeld = (batch: Batch): boolean => ['paused', 'stopped'].includes(standingOf(batch))

export function countStandings(
  batches: readonly Batch[],
  handovers: readonly Handover[],
): Readonly<Record<Standing, number>> {
  const failed = handovers.filter(({ failure }) => failure !== null).length
  const running = handovers.length - failed
  const none = { asking: 0, retrying: 0, waiting: 0, paused: 0, stopped: 0, done: 0, cancelled: 0 }
  const counts = { ...none, running, failed }
  for (const batch of batches) counts[standingOf(batch)] += 1
  return counts
}

/** What moves or wants somebody's word comes before what waits, and that before what is over. */
const ranks: Readonly<Record<Standing, number>> = {
  running: 0,
  asking: 0,
  retrying: 0,
  stopped: 0,
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

export const isPausable = (batch: Batch): boolean =>
  ['running', 'retrying', 'waiting'].includes(standingOf(batch))
