/** What a search found: the rows in sight. */
import { useState } from 'react'
import { nameOf, parentPrefix } from '../../../shared/key.ts'
import type { Row } from '../../../shared/model/listing.ts'
import { FileIcon } from '../../components/FileIcon.tsx'
import { Name } from '../../components/Name.tsx'
import type { useSearch } from '../../data/search.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import { visibleName } from '../../format/names.ts'
import { formatUtc } from '../../format/times.ts'
import { foundDate, searchWords as words } from '../../strings/search.ts'
import { MarkedName } from './MarkedName.tsx'
import type { FoundKeys } from './useFoundKeys.ts'
import './foundRows.css'

type FoundRowsProps = {
  readonly rows: readonly Row[]
  readonly keys: FoundKeys
  readonly setScroller: (element: HTMLElement | null) => void
  /** Another one begins at the top. */
  readonly question: string
  /** Shown where they occur. */
  readonly words: readonly string[]
  readonly onShow: (row: Row) => void
  readonly asked: ReturnType<typeof useSearch>
}

export function FoundRows({
  rows,
  keys,
  setScroller,
  question,
  words: marked,
  onShow,
  asked,
}: FoundRowsProps) {
  const { windowed, lead } = keys
  const inSight = rows.slice(windowed.first, windowed.end)
  return (
    <div key={question} ref={setScroller} className={`found ${asked.isPlaceholderData ? 'stale' : ''}`}>
      <div id={keys.listId} role="listbox" aria-label={words.results} style={{ height: windowed.heightPx }}>
        {inSight.map((row, at) => (
          <FoundRow
            key={row.key}
            row={row}
            index={windowed.first + at}
            rowCount={asked.hasNextPage ? -1 : rows.length}
            isLead={windowed.first + at === lead}
            keys={keys}
            marked={marked}
            onShow={onShow}
          />
        ))}
      </div>
    </div>
  )
}

type FoundRowProps = {
  readonly row: Row
  readonly index: number
  readonly rowCount: number
  readonly isLead: boolean
  readonly keys: FoundKeys
  readonly marked: readonly string[]
  readonly onShow: (row: Row) => void
}

function FoundRow({ row, index, rowCount, isLead, keys, marked, onShow }: FoundRowProps) {
  const { key, deleted, sizeBytes, modifiedMs, versionCount } = row
  const [nowMs] = useState(Date.now)
  const isOld = !deleted && row.versionId !== null
  return (
    // The keys are heard by the field, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      tabIndex={-1}
      id={keys.idOf(index)}
      role="option"
      className={`found-row ${deleted ? 'gone' : ''} ${isLead ? 'lead' : ''}`}
      style={{ top: keys.windowed.topOf(index), height: keys.rowPx }}
      aria-selected={isLead}
      aria-setsize={rowCount}
      aria-posinset={index + 1}
      title={visibleName(key)}
      onPointerMove={() => (isLead ? undefined : keys.setLead(index))}
      onClick={() => onShow(row)}
    >
      <FileIcon name={key} isFolder={false} />
      <span className="found-what">
        <span className="found-name">
          <span className="name-text">
            <MarkedName text={nameOf(key)} words={marked} />
          </span>
          {deleted ? <em className="tag gone-tag">{words.deletedTag}</em> : null}
          {isOld ? <em className="tag past-tag">{words.oldTag}</em> : null}
        </span>
        <small>
          {parentPrefix(key) === '' ? words.topFolder : <Name text={parentPrefix(key).slice(0, -1)} />}
        </small>
      </span>
      <span className="found-date" title={modifiedMs === null ? undefined : formatUtc(modifiedMs)}>
        {modifiedMs === null ? '—' : foundDate(modifiedMs, deleted, nowMs)}
      </span>
      <span className="figure">{sizeBytes === null ? '—' : formatBytes(sizeBytes)}</span>
      <span className="figure">
        {versionCount === null ? null : <span className="tag count-tag">{formatCount(versionCount)}</span>}
      </span>
    </div>
  )
}
