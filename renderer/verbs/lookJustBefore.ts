/** Shows a folder as it was just before something happened in it. */
import type { Burst } from '../../shared/model/activity.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { Strata } from '../strata.ts'

export function lookJustBefore(
  { navigation, timeBarOpen, placesOpen }: Strata,
  place: PrefixRef,
  { fromMs }: Burst,
): void {
  const atMs = fromMs - 1
  navigation.go(place)
  timeBarOpen.set(true)
  placesOpen.set(false)
  navigation.travel({ moment: { atMs }, shownMs: atMs })
}
