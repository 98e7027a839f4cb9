/** The ways an item can end, as the journal notes them. */
import type { Failure } from '../../../shared/failure.ts'
import type { ItemState } from '../../../shared/model/plan.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { ItemOutcome } from '../itemTable.ts'
import type { ItemResult, RunItem } from '../planRows.ts'

export const nothingDone: ItemResult = { versionId: null, sourceMarkerId: null, before: null, lost: [] }

export function outcomeOf(
  { ordinal, result }: RunItem,
  state: ItemState,
  more: { readonly result?: ItemResult | null; readonly failure?: Failure | null } = {},
): ItemOutcome {
  return {
    ordinal,
    state,
    result: more.result === undefined ? result : more.result,
    failure: more.failure ?? null,
  }
}

/** What was live before, for undo; null when the top was a marker or nothing. */
export function beforeOf(top: VersionEntry | undefined): ItemResult['before'] {
  if (top === undefined || top.isMarker) return null
  const { versionId, etag, modifiedMs } = top
  return { versionId, etag, modifiedMs, sizeBytes: top.sizeBytes ?? 0 }
}
