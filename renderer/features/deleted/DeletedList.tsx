/** Deleted files as a list to choose from, group by group; only the lines in sight are drawn. */
import { useEffect, useId } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { useWindowed } from '../../components/useWindowed.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import type { useRecentlyDeleted } from '../../data/time.ts'
import { useStrata } from '../../strata.ts'
import { deletedWords as words } from '../../strings/deleted.ts'
import { showFile } from '../../verbs/showFile.ts'
import { DeletedRow } from './DeletedRow.tsx'
import { useDeletedKeys } from './useDeletedKeys.ts'
import { choiceOf, toggledLine, type DeletedLine } from './deletedGroups.ts'

type DeletedListProps = {
  readonly place: PrefixRef
  readonly lines: readonly DeletedLine[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly asked: ReturnType<typeof useRecentlyDeleted>
  /** All of it is needed, not only what is scrolled to. */
  readonly readsAll: boolean
  readonly onLeave: () => void
}

const rowRem = 1.875
const linesAhead = 100
/** More than these are not read for the sake of grouping. */
const mostPages = 100

export function DeletedList({ place, lines, chosen, onChoose, asked, readsAll, onLeave }: DeletedListProps) {
  const strata = useStrata()
  const rowPx = Math.round(rowRem * useRemPx())
  const [windowed, setScroller] = useWindowed(lines.length, rowPx)
  const listId = useId()
  useReadOn(asked, readsAll ? 'all' : windowed.end + linesAhead > lines.length)
  const show = (key: string): void => {
    onLeave()
    showFile(strata, { connectionId: place.connectionId, bucket: place.bucket, key }, true)
  }
  const { lead, setLead, onKeyDown } = useDeletedKeys({ lines, chosen, onChoose, windowed, onShow: show })
  return (
    <div
      ref={setScroller}
      role="listbox"
      aria-multiselectable
      className="deleted-list"
      tabIndex={0}
      aria-label={words.list}
      {...(lines.length === 0 ? {} : { 'aria-activedescendant': `${listId}-${lead}` })}
      style={{ height: `min(${Math.max(8, lines.length) * rowPx}px, 26rem)` }}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="deleted-body" style={{ height: windowed.heightPx }}>
        {lines.slice(windowed.first, windowed.end).map((line, at) => {
          const index = windowed.first + at
          return (
            <DeletedRow
              key={line.kind === 'file' ? `file ${line.file.key}` : line.group.id}
              id={`${listId}-${index}`}
              place={place}
              line={line}
              choice={choiceOfLine(line, chosen)}
              isLead={index === lead}
              at={{
                index,
                count: asked.hasNextPage ? -1 : lines.length,
                topPx: windowed.topOf(index),
                rowPx,
              }}
              onPress={() => {
                setLead(index)
                onChoose(toggledLine(chosen, line))
              }}
              onShow={show}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Reads pages as they are wanted. */
function useReadOn(asked: ReturnType<typeof useRecentlyDeleted>, wanted: boolean | 'all'): void {
  const { hasNextPage, isFetching, fetchNextPage, data, error } = asked
  const isWanted = wanted === 'all' ? (data?.pages.length ?? 0) < mostPages : wanted
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetching && error === null) void fetchNextPage()
  }, [isWanted, hasNextPage, isFetching, error, fetchNextPage])
}

const choiceOfLine = (line: DeletedLine, chosen: ReadonlySet<string>): 'all' | 'some' | 'none' =>
  line.kind === 'group' ? choiceOf(line.group, chosen) : chosen.has(line.file.key) ? 'all' : 'none'
