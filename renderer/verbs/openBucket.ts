/** Opens a bucket where its connection shows it: at its root, or at the only folder the connection is for. */
import type { BucketRef } from '../../shared/model/selection.ts'
import type { Strata } from '../strata.ts'

export function openBucket({ navigation, connections, placesOpen }: Strata, ref: BucketRef): void {
  const connection = connections.get()?.find(({ id }) => id === ref.connectionId)
  navigation.go({ ...ref, prefix: connection?.prefix ?? '' })
  placesOpen.set(false)
}
