/** What a search finds, page by page; the newest question is the one that counts. */
import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import type { SearchPage, SearchQuery } from '../../shared/model/search.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { useStrata } from '../strata.ts'

const rowsAtOnce = 200

type Pages = InfiniteData<SearchPage, string | null>

/** null: nothing is asked. An older question is given up when a newer one comes; its answer stays in sight until then. */
export function useSearch(
  { connectionId, bucket, prefix }: PrefixRef,
  query: SearchQuery | null,
  askAgainMs: number | false,
) {
  const { api } = useStrata()
  return useInfiniteQuery<SearchPage, Error, Pages, readonly unknown[], string | null>({
    queryKey: ['search', connectionId, bucket, prefix, query],
    queryFn: ({ pageParam: after, signal }) => {
      if (query === null) throw new Error('Nothing is searched for.')
      const place = { connectionId, bucket, prefix }
      return api.search.page({ ...place, query, from: 'index', after, limit: rowsAtOnce }, { signal })
    },
    enabled: query !== null,
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: askAgainMs,
    gcTime: 30_000,
    staleTime: 0,
  })
}
