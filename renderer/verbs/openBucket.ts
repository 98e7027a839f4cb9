/** Opens a bucket where its connection shows it: at its root, or at the only folder the connection is for. */
import type { BucketRef, PrefixRef } from '../../shared/model/selection.ts'
import type { Strata } from '../strata.ts'

export function openBucket(strata: Strata, ref: BucketRef): void {
  strata.navigation.go(rootOf(strata, ref))
  strata.placesOpen.set(false)
}

/** All of a bucket that its connection shows. */
export function rootOf({ connections }: Strata, { connectionId, bucket }: BucketRef): PrefixRef {
  const connection = connections.get()?.find(({ id }) => id === connectionId)
  return { connectionId, bucket, prefix: connection?.prefix ?? '' }
}
