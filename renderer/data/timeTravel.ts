/** What happened under a prefix and when, and how the index stands that knows it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Burst, Histogram, TimeSpan } from '../../shared/model/activity.ts'
import type { BucketRef, PrefixRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { failureFrom } from '../failure.ts'
import { follow } from '../link/follow.ts'
import { useStrata } from '../strata.ts'

/** null until the first answer. */
export const useIndexState = (bucket: BucketRef): IndexState | null =>
  useIndex<IndexState | null>(bucket, { partOf: itself, first: null, tells: true })

const itself = (state: IndexState): IndexState => state

/** Changes whenever the index may answer otherwise; '' where there is none, or nobody can tell. */
export const useIndexStamp = (bucket: BucketRef): string =>
  useIndex(bucket, { partOf: stampOf, first: '', tells: false })

type Followed<Part> = {
  readonly partOf: (state: IndexState) => Part
  readonly first: Part
  /** People are told why it can't be followed; else it is as at first again. */
  readonly tells: boolean
}

function useIndex<Part>({ connectionId, bucket }: BucketRef, { partOf, first, tells }: Followed<Part>): Part {
  const { api, link, notices } = useStrata()
  const [part, setPart] = useState(first)
  useEffect(() => {
    const stop = new AbortController()
    void follow(
      link,
      {
        open: (signal) => api.index.watch({ connectionId, bucket }, { signal }),
        onEvent: (state) => setPart(() => partOf(state)),
        onFailure: tells ? notices.tellFailure : () => setPart(() => first),
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [api, link, notices, connectionId, bucket, partOf, first, tells])
  return part
}

/** While a bucket is read for the first time it is asked again whenever it has grown by a fifth. */
const grownSteps = 4

/** Changes whenever the index may answer otherwise. */
export function stampOf(state: IndexState | null): string {
  if (state === null || !state.exists) return ''
  const { complete, oldestReadMs, sums } = state
  if (!complete) {
    const known = sums.currentCount + sums.noncurrentCount + sums.markerCount
    return `growing ${Math.round(Math.log2(known + 1) * grownSteps)} ${state.phase}`
  }
  return JSON.stringify([complete, oldestReadMs, Object.values(sums)])
}

/** `stamp` '' asks nothing: there is no index to ask. */
type Asked = { readonly place: PrefixRef; readonly stamp: string }

const keyOf = (what: string, { connectionId, bucket, prefix }: PrefixRef) =>
  ['time', what, connectionId, bucket, prefix] as const

/** null: nothing is known, or nothing yet. */
export function useTimeSpan({ place, stamp }: Asked): TimeSpan | null {
  const { api } = useStrata()
  const { connectionId, bucket, prefix } = place
  const { data } = useQuery({
    queryKey: [...keyOf('span', place), stamp],
    queryFn: ({ signal }) => noneWithoutIndex(api.time.span({ connectionId, bucket, prefix }, { signal })),
    enabled: stamp !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  return stamp === '' ? null : (data ?? null)
}

export type HistogramRange = { readonly fromMs: number; readonly toMs: number; readonly bins: number }

export function useHistogram({ place, stamp }: Asked, range: HistogramRange): Histogram | null {
  const { api } = useStrata()
  const { connectionId, bucket, prefix } = place
  const { data } = useQuery({
    queryKey: [...keyOf('histogram', place), stamp, range],
    queryFn: ({ signal }) =>
      noneWithoutIndex(api.time.histogram({ connectionId, bucket, prefix, ...range }, { signal })),
    enabled: stamp !== '',
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })
  return stamp === '' ? null : (data ?? null)
}

export type BurstRange = { readonly gapMinutes: number; readonly beforeMs: number | null }

const mostBursts = 500

/** In the order of time. */
export function useBursts({ place, stamp }: Asked, range: BurstRange): readonly Burst[] {
  const { api } = useStrata()
  const { connectionId, bucket, prefix } = place
  const { data } = useQuery({
    queryKey: [...keyOf('bursts', place), stamp, range],
    queryFn: async ({ signal }) => {
      const asked = { connectionId, bucket, prefix, ...range, limit: mostBursts }
      const page = await noneWithoutIndex(api.time.bursts(asked, { signal }))
      return page?.bursts.toReversed() ?? []
    },
    enabled: stamp !== '',
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })
  return stamp === '' ? noBursts : (data ?? noBursts)
}

const noBursts: readonly Burst[] = []

/** An index may be removed while it is asked: then there is nothing to show, and the bar says so. */
async function noneWithoutIndex<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (failureFrom(error).reason === 'no-index') return null
    throw error
  }
}
