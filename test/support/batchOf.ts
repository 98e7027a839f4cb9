/** A batch as the list shows it: an upload in the middle, but for what a test says. */
import type { Batch } from '../../shared/model/transfer.ts'

export const batchOf = (changed: Partial<Batch>): Batch => ({
  batchId: 'b',
  direction: 'up',
  title: 'kit',
  place: 'bucket',
  state: 'running',
  counting: false,
  fileCount: 1,
  doneCount: 0,
  failedCount: 0,
  skippedCount: 0,
  lackingCount: 0,
  askingCount: 0,
  sizeBytes: 100e6,
  doneBytes: 40e6,
  bytesPerSecond: null,
  secondsLeft: null,
  rates: [],
  startedMs: 0,
  endedMs: null,
  waiting: null,
  failure: null,
  canReveal: false,
  ...changed,
})
