/** How far everything under way is, as one bar for the dock or the taskbar. */
import { isOver, type Batch } from '../../shared/model/transfer.ts'

export type TaskProgress = {
  /** 0 to 1; null: nothing is under way, no bar. */
  readonly fraction: number | null
  readonly mode: 'normal' | 'indeterminate' | 'paused'
}

export function taskProgressOf(batches: readonly Batch[]): TaskProgress {
  const active = batches.filter(({ state }) => !isOver(state))
  if (active.length === 0) return { fraction: null, mode: 'normal' }
  const sum = (of: (batch: Batch) => number) => active.reduce((total, batch) => total + of(batch), 0)
  const sizeBytes = sum((batch) => batch.sizeBytes)
  const fraction = sizeBytes === 0 ? 0 : Math.min(1, sum((batch) => batch.doneBytes) / sizeBytes)
  if (active.every(({ state, waiting }) => state === 'paused' || waiting !== null))
    return { fraction, mode: 'paused' }
  // While files are still being found the whole isn't known.
  const known = sizeBytes > 0 && !active.some(({ counting }) => counting)
  return { fraction, mode: known ? 'normal' : 'indeterminate' }
}
