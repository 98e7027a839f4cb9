/** The history of a file, newest first, as the server keeps it. */
import { useRef, useState } from 'react'
import type { ObjectRef } from '../../../shared/model/selection.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { Button } from '../../components/Button.tsx'
import { useArrowStops } from '../../components/useArrowStops.ts'
import type { useHistory } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'
import { inspectorWords as words } from '../../strings/inspector.ts'
import { TimelineEntry } from './TimelineEntry.tsx'
import './timeline.css'

type TimelineProps = {
  readonly file: ObjectRef
  readonly history: ReturnType<typeof useHistory>
  readonly entries: readonly VersionEntry[]
  readonly chosen: VersionEntry | null
  readonly onChoose: (versionId: string) => void
}

export function Timeline({ file, history, entries, chosen, onChoose }: TimelineProps) {
  const list = useRef<HTMLOListElement>(null)
  const stops = useArrowStops(list)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const stopId = entries.some(({ versionId }) => versionId === focusedId) ? focusedId : entries[0]?.versionId
  const { data, hasNextPage, isFetchingNextPage, error } = history
  const isVersioned = data?.pages.every(({ versioned }) => versioned) ?? true
  const hides = entries[0]?.isMarker === true
  const hasOwners = new Set(entries.map(({ owner }) => owner?.id)).size > 1
  return (
    <div className="timeline-pane">
      {isVersioned ? null : <p className="timeline-note">{words.notVersioned}</p>}
      {entries.length === 0 ? <p className="timeline-note">{words.gone}</p> : null}
      {/* Arrow keys move among the entries; the list itself is nothing to press. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        ref={list}
        className="timeline"
        aria-label={words.history}
        onKeyDown={stops.onKeyDown}
        onFocus={stops.onFocus}
      >
        {entries.map((entry, index) => (
          <TimelineEntry
            key={`${entry.versionId} ${String(entry.isMarker)}`}
            file={file}
            entry={entry}
            entries={entries}
            older={entries.slice(index + 1).find(({ isMarker }) => !isMarker) ?? null}
            isOldest={index === entries.length - 1 && !hasNextPage}
            isLast={isLast(entry, entries) && !hasNextPage}
            isHiding={hides && index === 0}
            isVersioned={isVersioned}
            isChosen={entry === chosen}
            hasOwners={hasOwners}
            sameAs={sameContent(entries, index)}
            isStop={entry.versionId === stopId}
            onFocus={() => setFocusedId(entry.versionId)}
            onChoose={() => onChoose(entry.versionId)}
          />
        ))}
      </ol>
      {error === null ? null : <p className="timeline-note">{failureFrom(error).message}</p>}
      {hasNextPage ? (
        <Button small isDisabled={isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
          {isFetchingNextPage ? words.loadingOlder : words.older}
        </Button>
      ) : null}
    </div>
  )
}

/** No other data version is known. */
const isLast = (entry: VersionEntry, entries: readonly VersionEntry[]): boolean =>
  !entry.isMarker && !entries.some((other) => other !== entry && !other.isMarker)

/** What a restored version was copied from, as its hash tells: the version right before it does not count. */
function sameContent(entries: readonly VersionEntry[], index: number): VersionEntry | null {
  const [entry, before, ...older] = entries.slice(index).filter(({ isMarker }) => !isMarker)
  if (entry === undefined || entry !== entries[index] || entry.etag === null) return null
  const isSame = (other: VersionEntry | undefined): boolean =>
    other?.etag === entry.etag && other.sizeBytes === entry.sizeBytes
  return isSame(before) ? null : (older.find(isSame) ?? null)
}
