/** What an index reports of itself, as the window gets it. Pure. */
import type { IndexChoice, IndexState } from '../../shared/model/versionIndex.ts'
import type { IndexReport } from './indexers.ts'
import { noSums } from './keyFacts.ts'

export function indexStateOf({ state, progress, fileBytes }: IndexReport, choice: IndexChoice): IndexState {
  const { complete, oldestReadMs, sums, rebuiltMs, inventoryMs, inventoryUnfinished, uncertainCount } = state
  const { failure, startedMs, keysRead, entriesRead, requestsMade } = progress
  const phase = progress.phase === 'idle' && choice === 'paused' ? 'paused' : progress.phase
  return {
    choice,
    exists: true,
    complete,
    oldestReadMs,
    phase,
    failure,
    startedMs,
    keysRead,
    entriesRead,
    requestsMade,
    sums,
    fileBytes,
    rebuiltMs,
    inventoryMs,
    inventoryUnfinished,
    uncertainCount,
  }
}

export const noIndex = (choice: IndexChoice): IndexState => ({
  choice,
  exists: false,
  complete: false,
  oldestReadMs: null,
  phase: 'idle',
  failure: null,
  startedMs: null,
  keysRead: 0,
  entriesRead: 0,
  requestsMade: 0,
  sums: noSums,
  fileBytes: 0,
  rebuiltMs: null,
  inventoryMs: null,
  inventoryUnfinished: false,
  uncertainCount: 0,
})
