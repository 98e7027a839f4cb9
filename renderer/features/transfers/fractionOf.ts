/** How far a transfer is, 0 to 1: by its bytes, or by its files where they are empty. */
import type { Batch } from '../../../shared/model/transfer.ts'

type Far = Pick<Batch, 'sizeBytes' | 'doneBytes' | 'fileCount' | 'doneCount'>

export function fractionOf({ sizeBytes, doneBytes, fileCount, doneCount }: Far): number {
  if (sizeBytes > 0) return Math.min(1, doneBytes / sizeBytes)
  return fileCount > 0 ? Math.min(1, doneCount / fileCount) : 0
}
