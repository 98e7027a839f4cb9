/** Goes to a file in its folder and chooses it there, with deleted files shown if it is one. */
import { parentPrefix } from '../../shared/key.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import { samePlace } from '../state/navigation.ts'
import type { Strata } from '../strata.ts'

export function showFile(strata: Strata, { connectionId, bucket, key }: ObjectRef, isDeleted: boolean): void {
  const { navigation, settings, filter, wantedKey, placesOpen } = strata
  if (isDeleted && !settings.get().showDeleted) settings.change({ showDeleted: true })
  const place = { connectionId, bucket, prefix: parentPrefix(key) }
  // Whatever moment is looked at: it is shown as it is now.
  navigation.travel(null)
  const here = navigation.get().here?.place
  filter.set('')
  placesOpen.set(false)
  if (here !== undefined && samePlace(here, place)) wantedKey.set(key)
  else navigation.go(place, key)
}
