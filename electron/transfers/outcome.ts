/** What becomes of a file that could not be moved: tried again, or failed, or a reason for its batch to stop. */
import type { Failure } from '../../shared/failure.ts'

/** What would meet every file of a batch: it stops, and goes on where it was once that is put right. */
const stopsBatch = new Set([
  'disk-full',
  'disk-broken',
  'folder-unwritable',
  'bucket-gone',
  'connection-gone',
])

export type Verdict = 'again-when-back' | 'again' | 'stop-batch' | 'failed'

const mostTries = 5

/** `tries`: how often it was tried, this time included. */
export function verdictOn({ code, reason }: Failure, tries: number): Verdict {
  // A clock that was set meanwhile is right the next time.
  if (reason === 'clock-off' && tries < mostTries) return 'again'
  if (code === 'signed-out' || stopsBatch.has(reason)) return 'stop-batch'
  if (code === 'offline' || code === 'throttled') return 'again-when-back'
  const mayPass =
    (code === 'unexpected' && reason !== 'bug' && reason !== 'file-error') || reason === 'changed-meanwhile'
  return mayPass && tries < mostTries ? 'again' : 'failed'
}
