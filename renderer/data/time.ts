/** What happened under a prefix: bursts of changes, what is in them, and what was deleted; page by page. */
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import type { Burst, BurstItem, BurstItems, BurstPage, DeletedPage } from '../../shared/model/activity.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { Api } from '../client.ts'
import { useStrata } from '../strata.ts'

/** A longer pause than this parts two bursts. */
const gapMinutes = 10
const burstsAtOnce = 60
const itemsAtOnce = 200
const deletedAtOnce = 500

const lasting = { gcTime: 0, staleTime: 0 } as const

export function useBurstPages({ connectionId, bucket, prefix }: PrefixRef, askAgainMs: number | false) {
  const { api } = useStrata()
  return useInfiniteQuery<BurstPage, Error, InfiniteData<BurstPage>, readonly string[], number | null>({
    queryKey: ['bursts', connectionId, bucket, prefix],
    queryFn: ({ pageParam: beforeMs, signal }) =>
      api.time.bursts(
        { connectionId, bucket, prefix, gapMinutes, beforeMs, limit: burstsAtOnce },
        { signal },
      ),
    initialPageParam: null,
    getNextPageParam: ({ nextBeforeMs }) => nextBeforeMs,
    refetchInterval: askAgainMs,
    ...lasting,
  })
}

type BurstPlace = BurstItems['next']

export function useBurstItems({ connectionId, bucket, prefix }: PrefixRef, { fromMs, toMs }: Burst) {
  const { api } = useStrata()
  const span = { connectionId, bucket, prefix, fromMs, toMs }
  return useInfiniteQuery<BurstItems, Error, InfiniteData<BurstItems>, readonly unknown[], BurstPlace>({
    queryKey: ['burst-items', span],
    queryFn: ({ pageParam: after, signal }) =>
      api.time.burstItems({ ...span, after, limit: itemsAtOnce }, { signal }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    ...lasting,
  })
}

const mostAtOnce = 1000

/** Everything in a burst; null: more than `most`. */
export async function readBurst(
  api: Api,
  { connectionId, bucket, prefix }: PrefixRef,
  { fromMs, toMs }: Burst,
  most: number,
): Promise<readonly BurstItem[] | null> {
  const items: BurstItem[] = []
  let after: BurstPlace = null
  do {
    const page: BurstItems = await api.time.burstItems({
      connectionId,
      bucket,
      prefix,
      fromMs,
      toMs,
      after,
      limit: mostAtOnce,
    })
    items.push(...page.items)
    if (items.length > most) return null
    after = page.next
  } while (after !== null)
  return items
}

type DeletedPlace = DeletedPage['next']

export function useRecentlyDeleted({ connectionId, bucket, prefix }: PrefixRef, askAgainMs: number | false) {
  const { api } = useStrata()
  return useInfiniteQuery<DeletedPage, Error, InfiniteData<DeletedPage>, readonly string[], DeletedPlace>({
    queryKey: ['recently-deleted', connectionId, bucket, prefix],
    queryFn: ({ pageParam: after, signal }) =>
      api.time.recentlyDeleted({ connectionId, bucket, prefix, after, limit: deletedAtOnce }, { signal }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: askAgainMs,
    ...lasting,
  })
}
