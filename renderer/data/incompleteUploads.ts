/** The uploads of a bucket that were never completed, page by page; asked anew whenever somebody looks. */
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { UploadMarker, UploadsPage } from '../../shared/model/upload.ts'
import { useStrata } from '../strata.ts'

type Pages = InfiniteData<UploadsPage, UploadMarker | null>

export function useIncompleteUploads({ connectionId, bucket }: BucketRef) {
  const { api } = useStrata()
  return useInfiniteQuery<UploadsPage, Error, Pages, readonly string[], UploadMarker | null>({
    queryKey: ['incomplete-uploads', connectionId, bucket],
    queryFn: ({ pageParam: after, signal }) =>
      api.buckets.uploads({ connectionId, bucket, after }, { signal }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
    staleTime: 0,
  })
}
