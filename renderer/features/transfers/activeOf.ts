/** Everything that is not over yet, as one. */
import type { Batch } from '../../../shared/model/transfer.ts'
import type { Handover } from '../../state/transfers.ts'
import type { Active } from '../../strings/transferSums.ts'
import { standingOf } from './standing.ts'

/** null when nothing is on its way. */
export function activeOf(batches: readonly Batch[], handovers: readonly Handover[]): Active | null {
  const all = [...batches, ...handovers]
  if (all.length === 0) return null
  const sum = (of: (moving: Batch | Handover) => number) => all.reduce((total, each) => total + of(each), 0)
  const towards = (direction: Batch['direction']): number =>
    batches.filter((batch) => batch.direction === direction).length
  const standing = (name: ReturnType<typeof standingOf>): number =>
    batches.filter((batch) => standingOf(batch) === name).length
  const sizeBytes = sum((each) => each.sizeBytes)
  const doneBytes = sum((each) => each.doneBytes)
  const counting = all.some((each) => each.counting)
  const rate = sum((each) => each.bytesPerSecond ?? 0)
  return {
    upCount: towards('up') + handovers.length,
    downCount: towards('down'),
    copyCount: towards('copy'),
    movingCount: handovers.length + standing('running'),
    pausedCount: standing('paused'),
    stoppedCount: standing('stopped'),
    retryingCount: standing('retrying'),
    askingCount: batches.reduce((total, { askingCount }) => total + askingCount, 0),
    sizeBytes,
    doneBytes,
    counting,
    bytesPerSecond: rate > 0 ? rate : null,
    secondsLeft: rate > 0 && !counting ? (sizeBytes - doneBytes) / rate : null,
  }
}
