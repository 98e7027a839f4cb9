/** What a write would destroy: the question every write asks first. */
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

/**
 * The version that a PUT, a copy or a plain DELETE of the key would destroy. With versioning on there is none.
 * Anywhere else it is the `null` version: the object itself where versioning never was, one among others where it
 * is suspended. Where we may not ask for the state, the worst is assumed.
 */
export function victimOf(state: VersioningState, entries: readonly VersionEntry[]): VersionEntry | null {
  if (state === 'enabled') return null
  return entries.find((entry) => entry.versionId === 'null' && !entry.isMarker) ?? null
}
