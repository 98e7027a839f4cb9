/** Whether a key is where its item wants it, still where it was, or somewhere else. Pure. */
import type { KeyHistory } from '../../../shared/history.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { fingerprint } from '../decide/decision.ts'
import type { RunItem } from '../planRows.ts'

/**
 * - `untouched`: what the plan saw is still on top.
 * - `reached`: the key is as the item wants it; `ours` is set where it can only have been us: what the plan saw
 *   lies right beneath.
 * - `changed`: somebody else wrote; the item is left alone.
 */
export type Verdict =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'reached'; readonly ours: boolean; readonly top: VersionEntry | null }
  | { readonly kind: 'changed' }

export function verdictOf(item: RunItem, { entries }: KeyHistory): Verdict {
  const [top, beneath] = entries
  const { action, expected } = item
  if (action.kind === 'destroy') {
    const left = entries.some((entry) => action.versionIds.includes(entry.versionId))
    return left ? { kind: 'untouched' } : { kind: 'reached', ours: true, top: top ?? null }
  }
  if (fingerprint(top) === expected || isPartlyUnmarked(item, top)) return { kind: 'untouched' }
  if (top === undefined || !isGoal(item, top)) return { kind: 'changed' }
  return { kind: 'reached', ours: action.kind === 'unmark' || fingerprint(beneath) === expected, top }
}

/** Some of the markers are gone already: the rest still has to go. */
function isPartlyUnmarked({ action }: RunItem, top: VersionEntry | undefined): boolean {
  return action.kind === 'unmark' && top !== undefined && action.markerIds.includes(top.versionId)
}

/** Whether an entry on top is what the item would have put or left there. */
function isGoal({ action }: RunItem, top: VersionEntry): boolean {
  switch (action.kind) {
    case 'unmark':
      return top.versionId === action.uncovers
    case 'mark':
      return top.isMarker
    case 'copy':
    case 'move':
      return !top.isMarker && top.sizeBytes === action.from.sizeBytes && sameBytes(top.etag, action.from.etag)
    case 'create':
      return !top.isMarker && top.sizeBytes === 0
    case 'destroy':
    case 'refuse':
      return false
  }
}

/** ETags of multipart copies depend on their parts: such can't be compared. */
function sameBytes(a: string | null, b: string | null): boolean {
  const inParts = (etag: string | null): boolean => etag?.includes('-') === true
  return a === b || inParts(a) || inParts(b)
}
