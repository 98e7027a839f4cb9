/** Holds transfers, and lets them go on; null means all. */
import type { Strata } from '../strata.ts'

type BatchId = string | null

export function pauseTransfers({ api, notices }: Strata, batchId: BatchId): void {
  api.transfers.pause({ batchId }).catch(notices.tellFailure)
}

export function resumeTransfers({ api, notices }: Strata, batchId: BatchId): void {
  api.transfers.resume({ batchId }).catch(notices.tellFailure)
}

/** Ends the wait for a server that was away: what is paused and goes on asks it at once. */
export async function tryNow({ api, notices }: Strata, batchId: string): Promise<void> {
  try {
    await api.transfers.pause({ batchId })
    await api.transfers.resume({ batchId })
  } catch (error) {
    notices.tellFailure(error)
  }
}
