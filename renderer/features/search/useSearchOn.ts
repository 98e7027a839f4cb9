/** Reads on by itself as long as there is room for more: nobody should have to ask again for what may be there. */
import { useEffect, useState } from 'react'
import type { useSearch } from '../../data/search.ts'

/** So many pages are read unasked; the listing of a very big bucket has more. */
const pagesUnasked = 200

export type SearchOn = {
  /** More is on its way. */
  readonly isLooking: boolean
  /** It stopped before the end; null: it didn't. */
  readonly goOn: (() => void) | null
}

export function useSearchOn(
  asked: ReturnType<typeof useSearch>,
  question: unknown,
  wantsMore: boolean,
): SearchOn {
  const [allowed, setAllowed] = useState({ question, pages: pagesUnasked })
  const { hasNextPage, isFetching, fetchNextPage, data, error } = asked
  const pageCount = data?.pages.length ?? 0
  const pages = allowed.question === question ? allowed.pages : pagesUnasked
  const goesOn = question !== null && wantsMore && hasNextPage && error === null && pageCount < pages
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage()
  }, [goesOn, isFetching, fetchNextPage])
  const isStopped = hasNextPage && pageCount >= pages
  return {
    isLooking: question !== null && (isFetching || goesOn),
    goOn: isStopped ? () => setAllowed({ question, pages: pageCount + pagesUnasked }) : null,
  }
}
