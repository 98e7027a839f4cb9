/** What was searched and how many were found; where only the listing was, the way to more. */
import { useState } from 'react'
import type { Searched, SearchQuery } from '../../../shared/model/search.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { IndexState } from '../../../shared/model/versionIndex.ts'
import { Button, Tip } from '../../components/Button.tsx'
import { startIndex } from '../../data/versionIndex.ts'
import type { useSearch } from '../../data/search.ts'
import { visibleName } from '../../format/names.ts'
import { useStrata } from '../../strata.ts'
import { foundWords, searchedWords, searchWords as words } from '../../strings/search.ts'

type SearchFootProps = {
  readonly place: PrefixRef
  readonly query: SearchQuery | null
  readonly asked: ReturnType<typeof useSearch>
  readonly state: IndexState | null
  readonly rowCount: number
  readonly goOn: (() => void) | null
}

export function SearchFoot({ place, query, asked, state, rowCount, goOn }: SearchFootProps) {
  const strata = useStrata()
  const [openedMs] = useState(Date.now)
  const { data, dataUpdatedAt, hasNextPage } = asked
  const searched = query === null ? unasked(state) : (data?.pages.at(-1)?.searched ?? null)
  const name = visibleName(place.bucket)
  const nowMs = Math.max(openedMs, dataUpdatedAt)
  return (
    <footer className="search-foot">
      <span>{searchedWords(searched, state, name, nowMs)}</span>
      {searched?.kind === 'listing' ? (
        <Tip text={words.readAdvice}>
          <Button small onPress={() => startIndex(strata, place)}>
            {words.read}
          </Button>
        </Tip>
      ) : null}
      {goOn === null ? null : (
        <Button small onPress={goOn}>
          {words.searchOn}
        </Button>
      )}
      <span className="push" role="status">
        {query === null || data === undefined ? '' : foundWords(rowCount, !hasNextPage)}
      </span>
    </footer>
  )
}

/** Before anything is typed: what a search would go through. */
const unasked = (state: IndexState | null): Searched | null =>
  state === null || !state.exists ? null : { kind: 'index', coverage: state }
