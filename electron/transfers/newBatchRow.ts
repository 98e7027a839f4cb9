/** A batch as it begins. */
import { randomUUID } from 'node:crypto'
import type { BatchRow } from './transferRows.ts'

export const newBatchRow = (given: Pick<BatchRow, 'spec' | 'title' | 'place' | 'placeInLine'>): BatchRow => ({
  ...given,
  batchId: randomUUID(),
  createdMs: Date.now(),
  isPaused: false,
  isCancelled: false,
  isFound: false,
  mayDestroy: false,
  choice: null,
  endedMs: null,
  failure: null,
})
