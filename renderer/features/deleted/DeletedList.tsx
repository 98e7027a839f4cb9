/** Deleted files as a list to choose from, group by group; only the lines in sight are drawn. */
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { movedBy, useWindowed } from '../../components/useWindowed.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import type { useRecentlyDeleted } from '../../data/time.ts'
import { useStrata } from '../../strata.ts'
import { deletedWords as words } from '../../strings/deleted.ts'
import { showFile } from '../../verbs/showFile.ts'
import { DeletedRow } from './DeletedRow.tsx'
import { canComeBack, choiceOf, toggledLine, type DeletedLine } from './deletedGroups.ts'

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
  const windowed = useWindowed(lines.length, rowPx)
  const [leadAt, setLead] = useState(0)
  const lead = Math.min(leadAt, Math.max(0, lines.length - 1))
  const listId = useId()
  const { hasNextPage, isFetching, fetchNextPage, data, error } = asked
  const isWanted = readsAll ? (data?.pages.length ?? 0) < mostPages : windowed.end + linesAhead > lines.length
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetching && error === null) void fetchNextPage()
  }, [isWanted, hasNextPage, isFetching, error, fetchNextPage])
  const move = (index: number): void => {
    setLead(index)
    windowed.reveal(index)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[lead]
    const next = movedBy(event.key, lead, lines.length, windowed.rowsInSight)
    const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey)
    if (next !== null) move(next)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(lines.length - 1)
    else if (isAll) onChoose(everyKey(lines))
    else if (event.key === ' ' && line !== undefined) onChoose(toggledLine(chosen, line))
    else if (event.key === 'Enter' && line?.kind === 'file') show(line.file.key)
    else return
    event.preventDefault()
  }
  const show = (key: string): void => {
    onLeave()
    showFile(strata, { connectionId: place.connectionId, bucket: place.bucket, key }, true)
  }
  return (
    <div
      ref={windowed.scroller}
      role="listbox"
      aria-multiselectable
      className="deleted-list"
      tabIndex={0}
      aria-label={words.list}
      {...(lines.length === 0 ? {} : { 'aria-activedescendant': `${listId}-${lead}` })}
      style={{ height: `min(${Math.max(8, lines.length)} * ${rowPx}px, 26rem)` }}
      onScroll={windowed.onScroll}
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
              choice={
                line.kind === 'group'
                  ? choiceOf(line.group, chosen)
                  : chosen.has(line.file.key)
                    ? 'all'
                    : 'none'
              }
              isLead={index === lead}
              at={{ index, count: hasNextPage ? -1 : lines.length, topPx: windowed.topOf(index), rowPx }}
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

const everyKey = (lines: readonly DeletedLine[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => (line.kind === 'file' && canComeBack(line.file) ? [line.file.key] : [])))
