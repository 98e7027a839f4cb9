/** Everything that can be done with one batch, as a menu. */
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { failureDetails } from '../../components/FailureFace.tsx'
import { visibleName } from '../../format/names.ts'
import type { MenuEntry, MenuGroups } from '../../state/contextMenu.ts'
import type { Strata } from '../../strata.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { cancelTransfer } from '../../verbs/cancelTransfer.ts'
import { removeTransfer } from '../../verbs/removeTransfer.ts'
import { retryTransfer } from '../../verbs/retryTransfer.ts'

export const canRetry = ({ state }: Batch): boolean => state === 'failed' || state === 'cancelled'
export const canShow = ({ state, canReveal }: Batch): boolean => canReveal && isOver(state)

export function batchMenu(strata: Strata, batch: Batch): MenuGroups {
  const groups = isOver(batch.state) ? overGroups(strata, batch) : activeGroups(strata, batch)
  return groups.filter((group) => group.length > 0)
}

function activeGroups(strata: Strata, batch: Batch): MenuGroups {
  const { api, notices, sheets } = strata
  const { batchId, state, askingCount } = batch
  const told = (call: Promise<unknown>): void => void call.catch(notices.tellFailure)
  const goOn =
    state === 'paused'
      ? { id: 'resume', label: words.resumeShort, run: () => told(api.transfers.resume({ batchId })) }
      : { id: 'pause', label: words.pauseShort, run: () => told(api.transfers.pause({ batchId })) }
  const decide = {
    id: 'decide',
    label: words.decide,
    run: () => sheets.open({ kind: 'collisions', batchId }),
  }
  const cancel = {
    id: 'cancel',
    label: words.cancelShort,
    run: () => void cancelTransfer(strata, batch, 'if-lost'),
  }
  return [
    [
      ...(askingCount > 0 ? [decide] : []),
      goOn,
      { id: 'top', label: words.toTop, run: () => told(api.transfers.prioritise({ batchId })) },
    ],
    [...showEntry(strata, batch), ...copyEntry(strata, batch)],
    [cancel],
  ]
}

function overGroups(strata: Strata, batch: Batch): MenuGroups {
  const retry = { id: 'retry', label: words.retryShort, run: () => void retryTransfer(strata, batch) }
  return [
    [...(canRetry(batch) ? [retry] : []), ...showEntry(strata, batch), ...copyEntry(strata, batch)],
    [{ id: 'remove', label: words.removeShort, keys: 'Delete', run: () => removeTransfer(strata, batch) }],
  ]
}

function showEntry({ api, notices }: Strata, { batchId, canReveal }: Batch): readonly MenuEntry[] {
  const run = (): void => void api.transfers.reveal({ batchId, itemId: null }).catch(notices.tellFailure)
  return canReveal ? [{ id: 'show', label: words.showInFolder, run }] : []
}

function copyEntry({ notices }: Strata, { title, failure, waiting }: Batch): readonly MenuEntry[] {
  const why = failure ?? waiting?.failure ?? null
  if (why === null) return []
  const text = `${visibleName(title)}\n${failureDetails(why)}`
  const run = (): void => void navigator.clipboard.writeText(text).catch(notices.tellFailure)
  return [{ id: 'copy-details', label: words.copyDetails, run }]
}
