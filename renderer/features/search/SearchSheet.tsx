/** Search over a whole bucket as it is typed: everything that ever was, or only what is listed, and which of both. */
import { Modal, ModalOverlay, Dialog } from 'react-aria-components'
import { useEffect, useMemo, useState } from 'react'
import type { Row } from '../../../shared/model/listing.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { useSearch } from '../../data/search.ts'
import { useIndexState } from '../../data/timeTravel.ts'
import { askedAgainMs, useAskAgain } from '../../data/versionIndex.ts'
import { visibleName } from '../../format/names.ts'
import { searchFilter } from '../../query/searchFilter.ts'
import { searchTerms } from '../../query/searchTerms.ts'
import { useStrata } from '../../strata.ts'
import { searchWords as words } from '../../strings/search.ts'
import { showFile } from '../../verbs/showFile.ts'
import { FoundRows } from './FoundRows.tsx'
import { SearchChips } from './SearchChips.tsx'
import { SearchFace } from './SearchFace.tsx'
import { SearchFoot } from './SearchFoot.tsx'
import { SearchInput } from './SearchInput.tsx'
import { useFoundKeys } from './useFoundKeys.ts'
import { useSearchOn } from './useSearchOn.ts'
import './search.css'

/** More is asked for when the end is that near. */
const rowsAhead = 60

type SearchSheetProps = { readonly place: PrefixRef; readonly onClose: () => void }

export function SearchSheet({ place, onClose }: SearchSheetProps) {
  const strata = useStrata()
  const [typed, setTyped] = useState<Typed>({ text: '', nowMs: 0 })
  const onType = (text: string): void => setTyped({ text, nowMs: Date.now() })
  const state = useIndexState(place)
  const { terms, query } = useQueryOf(typed)
  const settled = useSettled(query, state?.exists === false ? listingPauseMs : 0)
  const asked = useSearch(place, settled, askedAgainMs(state))
  useAskAgain(state, () => (settled === null ? undefined : asked.refetch()))
  const rows = useMemo(
    () => (settled === null ? [] : (asked.data?.pages.flatMap((page) => page.rows) ?? [])),
    [asked.data, settled],
  )
  const show = (row: Row): void => {
    onClose()
    showFile(strata, { connectionId: place.connectionId, bucket: place.bucket, key: row.key }, row.deleted)
  }
  const isSettled = JSON.stringify(query) === JSON.stringify(settled)
  const isFresh = isSettled && asked.data !== undefined && !asked.isPlaceholderData
  const [keys, setScroller] = useFoundKeys({ rows, question: settled, typed: typed.text, isFresh }, show)
  const searchOn = useSearchOn(asked, settled, keys.windowed.end + rowsAhead > rows.length)
  const face = { place, query: settled, asked, state }
  const name = visibleName(place.bucket)
  return (
    <ModalOverlay
      className="veil search-veil"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <Modal className="sheet search-sheet">
        <Dialog className="sheet-dialog" aria-label={words.title(name)}>
          <SearchInput typed={typed.text} onType={onType} keys={keys} place={name} rowCount={rows.length} />
          <SearchChips terms={terms} typed={typed.text} onType={onType} />
          {rows.length > 0 ? (
            <FoundRows
              setScroller={setScroller}
              rows={rows}
              keys={keys}
              question={JSON.stringify(settled)}
              words={query?.words ?? []}
              onShow={show}
              asked={asked}
            />
          ) : (
            <SearchFace {...face} isLooking={searchOn.isLooking} onType={onType} />
          )}
          <SearchFoot {...face} goOn={searchOn.goOn} rowCount={rows.length} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Read at the moment it was typed: `7d` doesn't move while it stands there. */
type Typed = { readonly text: string; readonly nowMs: number }

function useQueryOf({ text, nowMs }: Typed) {
  return useMemo(() => {
    const terms = searchTerms(text, nowMs)
    return { terms, query: searchFilter(terms) }
  }, [text, nowMs])
}

/** The server's listing is asked only when somebody stops typing for a moment; the index at every key. */
const listingPauseMs = 300

/** The value, the same as long as it means the same, once it has stood for a while. */
function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value)
  const isSame = JSON.stringify(value) === JSON.stringify(settled)
  useEffect(() => {
    if (isSame || pauseMs === 0) return undefined
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value, pauseMs, isSame])
  if (!isSame && pauseMs === 0) setSettled(value)
  return settled
}
