/** Everything that can be done with one batch, as a menu. */
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { failureDetails } from '../../components/FailureFace.tsx'
import { visibleName } from '../../format/names.ts'
import type { MenuEntry, MenuGroups } from '../../state/contextMenu.ts'
import type { Strata } from '../../strata.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { cancelTransfer } from '../../verbs/cancelTransfer.ts'
import { pauseTransfers, resumeTransfers } from '../../verbs/pauseTransfers.ts'
import { removeTransfer } from '../../verbs/removeTransfer.ts'
import { retryTransfer } from '../../verbs/retryTransfer.ts'
import { isHeld, isPausable } from './standing.ts'

export const canRetry = ({ state }: Batch): boolean => state === 'failed' || state === 'cancelled'
export const canShow = ({ state, canReveal }: Batch): boolean => canReveal && isOver(state)

export function batchMenu(strata: Strata, batch: Batch): MenuGroups {
  const groups = isOver(batch.state) ? overGroups(strata, batch) : activeGroups(strata, batch)
  return groups.filter((group) => group.length > 0)
}

function activeGroups(strata: Strata, batch: Batch): MenuGroups {
  const { api, notices, sheets } = strata
  const { batchId, askingCount } = batch
  const decide = {
    id: 'decide',
    label: words.decide,
    run: () => sheets.open({ kind: 'collisions', batchId }),
  }
  const top = {
    id: 'top',
    label: words.toTop,
    run: () => void api.transfers.prioritise({ batchId }).catch(notices.tellFailure),
  }
  const cancel = {
    id: 'cancel',
    label: words.cancelShort,
    run: () => void cancelTransfer(strata, batch, 'if-lost'),
  }
  return [
    [...(askingCount > 0 ? [decide] : []), ...goOnEntry(strata, batch), top],
    [...showEntries(strata, batch), ...copyEntry(strata, batch)],
    [cancel],
  ]
}

function goOnEntry(strata: Strata, batch: Batch): readonly MenuEntry[] {
  const { batchId } = batch
  if (isHeld(batch)) {
    return [{ id: 'resume', label: words.resumeShort, run: () => resumeTransfers(strata, batchId) }]
  }
  return isPausable(batch)
    ? [{ id: 'pause', label: words.pauseShort, run: () => pauseTransfers(strata, batchId) }]
    : []
}

function overGroups(strata: Strata, batch: Batch): MenuGroups {
  const retry = { id: 'retry', label: words.retryShort, run: () => void retryTransfer(strata, batch) }
  return [
    [...(canRetry(batch) ? [retry] : []), ...showEntries(strata, batch), ...copyEntry(strata, batch)],
    [{ id: 'remove', label: words.removeShort, keys: 'Delete', run: () => removeTransfer(strata, batch) }],
  ]
}

function showEntries(
  { api, notices }: Strata,
  { batchId, canReveal, fileCount, doneCount }: Batch,
): readonly MenuEntry[] {
  if (!canReveal) return []
  const saved = { batchId, itemId: null }
  const open = {
    id: 'open',
    label: words.openShort,
    run: () => void api.transfers.openSaved(saved).catch(notices.tellFailure),
  }
  const show = {
    id: 'show',
    label: words.showInFolder,
    run: () => void api.transfers.reveal(saved).catch(notices.tellFailure),
  }
  return fileCount === 1 && doneCount === 1 ? [open, show] : [show]
}

function copyEntry({ notices }: Strata, { title, failure, waiting }: Batch): readonly MenuEntry[] {
  const why = failure ?? waiting?.failure ?? null
  if (why === null) return []
  const text = `${visibleName(title)}\n${failureDetails(why)}`
  const run = (): void => void navigator.clipboard.writeText(text).catch(notices.tellFailure)
  return [{ id: 'copy-details', label: words.copyDetails, run }]
}
