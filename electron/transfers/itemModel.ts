/** A file of a batch as people see it. */
import type { TransferItem } from '../../shared/model/transfer.ts'
import type { ItemRow } from './transferRows.ts'

/** `live`: how far it is, while it moves. */
export function itemModelOf(
  item: ItemRow,
  live: { readonly doneBytes: number; readonly sizeBytes: number } | undefined,
): TransferItem {
  const { ordinal, name, state, failure, checked, savedAs, lost, collision, startedOver } = item
  return {
    itemId: String(ordinal),
    name,
    state: live !== undefined && state === 'queued' ? 'running' : state,
    sizeBytes: live?.sizeBytes ?? item.sizeBytes,
    doneBytes: live?.doneBytes ?? (state === 'done' ? item.sizeBytes : 0),
    failure,
    checked,
    savedAs,
    lost,
    startedOver,
    collision: state === 'paused' ? collision : null,
  }
}
