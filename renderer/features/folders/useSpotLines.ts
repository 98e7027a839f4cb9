/** What is inside a spot, read page by page as long as it is open. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { nameOf } from '../../../shared/key.ts'
import { bucketsQuery } from '../../data/buckets.ts'
import { compareNames } from '../../format/names.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { rootOf } from '../../verbs/openBucket.ts'
import { folderLine, spotId, type Spot, type SpotLine } from './spot.ts'

type LinesPage = {
  readonly spotId: string
  readonly lines: readonly SpotLine[]
  /** Something is in it, lines or not. */
  readonly isUsed: boolean
  readonly next: string | null
}

const beginning: LinesPage['next'] = null

export function useSpotLines(spot: Spot) {
  const strata = useStrata()
  const id = spotId(spot)
  const query = useInfiniteQuery({
    queryKey: ['spot', id],
    queryFn: ({ pageParam, signal }) => readPage(strata, spot, pageParam, signal),
    initialPageParam: beginning,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  })
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  const pages = data?.pages ?? []
  return {
    /** Of the spot that is shown: until the wanted one is read, the one before. */
    shownId: pages[0]?.spotId ?? null,
    lines: linesOf(pages),
    isUsed: pages.some(({ isUsed }) => isUsed),
    isReading: isFetching,
    error: query.error,
    refetch: query.refetch,
  }
}

/** Folders stand by their names; connections and buckets stay in their own order. */
function linesOf(pages: readonly LinesPage[]): readonly SpotLine[] {
  const lines = pages.flatMap((page) => page.lines)
  return lines.every(({ icon }) => icon === 'folder')
    ? lines.toSorted((a, b) => compareNames(a.name, b.name))
    : lines
}

async function readPage(
  strata: Strata,
  spot: Spot,
  after: string | null,
  signal: AbortSignal,
): Promise<LinesPage> {
  const whole = { spotId: spotId(spot), isUsed: true, next: null }
  switch (spot.kind) {
    case 'places':
      return { ...whole, lines: [...connectionLines(strata), ...favouriteLines(strata)] }
    case 'connection': {
      const { connectionId } = spot
      const { buckets } = await strata.queries.fetchQuery(bucketsQuery(strata, connectionId))
      return { ...whole, lines: buckets.map(({ name }) => bucketLine(strata, connectionId, name)) }
    }
    case 'folder': {
      const { place } = spot
      const { prefixes, fileCount, next } = await strata.api.listings.folders({ ...place, after }, { signal })
      const lines = prefixes.map((prefix) => folderLine({ ...place, prefix }, nameOf(prefix)))
      return { ...whole, lines, isUsed: lines.length > 0 || fileCount > 0, next }
    }
  }
}

function connectionLines({ connections }: Strata): readonly SpotLine[] {
  return (connections.get() ?? []).map(({ id, name }) => {
    const spot: Spot = { kind: 'connection', connectionId: id }
    return { id: spotId(spot), name, icon: 'connection', spot }
  })
}

function bucketLine(strata: Strata, connectionId: string, bucket: string): SpotLine {
  return { ...folderLine(rootOf(strata, { connectionId, bucket }), bucket), icon: 'bucket' }
}

function favouriteLines({ settings }: Strata): readonly SpotLine[] {
  return settings.get().favourites.map((place) => {
    const name = place.prefix === '' ? place.bucket : nameOf(place.prefix)
    const line = folderLine({ ...place }, name)
    return { ...line, icon: 'favourite', ...(place.prefix === '' ? {} : { note: place.bucket }) }
  })
}
