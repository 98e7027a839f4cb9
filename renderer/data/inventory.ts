/** How far an index is being filled from an inventory. */
import { useEffect, useState } from 'react'
import type { InventoryFill } from '../../shared/model/inventory.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { follow } from '../link/follow.ts'
import { useStrata } from '../strata.ts'

/** undefined until the first answer; null: nothing was filled since the app started. */
export function useInventoryFill({ connectionId, bucket }: BucketRef): InventoryFill | null | undefined {
  const { api, link, notices } = useStrata()
  const [fill, setFill] = useState<InventoryFill | null>()
  useEffect(() => {
    const stop = new AbortController()
    void follow(
      link,
      {
        open: (signal) => api.inventory.watch({ connectionId, bucket }, { signal }),
        onEvent: setFill,
        onFailure: notices.tellFailure,
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [api, link, notices, connectionId, bucket])
  return fill
}
