/** A bucket's lifecycle rules, asked for anew whenever somebody looks. */
import { useQuery } from '@tanstack/react-query'
import type { LifecycleRule } from '../../shared/model/lifecycle.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { useStrata, type Strata } from '../strata.ts'

const rulesKey = ({ connectionId, bucket }: BucketRef) => ['lifecycle', connectionId, bucket] as const

type Rules = { readonly rules: readonly LifecycleRule[] | null }

/** `rules` null: this server keeps none. */
export function useLifecycle({ connectionId, bucket }: BucketRef) {
  const { api } = useStrata()
  return useQuery<Rules>({
    queryKey: rulesKey({ connectionId, bucket }),
    queryFn: ({ signal }) => api.buckets.lifecycle({ connectionId, bucket }, { signal }),
    gcTime: 0,
    staleTime: 0,
  })
}

/** Asks again, where somebody looks. */
export const refreshLifecycle = ({ queries }: Strata, ref: BucketRef): Promise<void> =>
  queries.invalidateQueries({ queryKey: rulesKey(ref) })
