/** Buckets and their versioning, asked once and kept until something changes them. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { Versioning } from '../../shared/model/bucket.ts'
import { useStrata, type Strata } from '../strata.ts'

export const bucketsKey = (connectionId: string) => ['buckets', connectionId] as const
const versioningKey = ({ connectionId, bucket }: BucketRef) => ['versioning', connectionId, bucket] as const

export const bucketsQuery = ({ api }: Strata, connectionId: string) =>
  queryOptions({
    queryKey: bucketsKey(connectionId),
    queryFn: ({ signal }) => api.buckets.list({ connectionId }, { signal }),
  })

export function useBuckets(connectionId: string, enabled: boolean) {
  return useQuery({ ...bucketsQuery(useStrata(), connectionId), enabled })
}

const versioningQuery = ({ api }: Strata, ref: BucketRef) =>
  queryOptions({
    queryKey: versioningKey(ref),
    queryFn: ({ signal }) => api.buckets.versioning({ ...ref, fresh: false }, { signal }),
  })

/** One request per bucket, made when somebody looks. */
export function useVersioning(ref: BucketRef | null): Versioning | null {
  const strata = useStrata()
  const { data } = useQuery({
    ...versioningQuery(strata, ref ?? { connectionId: '', bucket: '' }),
    enabled: ref !== null,
  })
  return ref === null ? null : (data ?? null)
}

/** Puts what the server just said in the place of what was known. */
export function keepVersioning({ queries }: Strata, ref: BucketRef, versioning: Versioning): void {
  queries.setQueryData(versioningKey(ref), versioning)
}
