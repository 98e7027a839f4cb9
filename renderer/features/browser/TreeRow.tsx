/** One line of the tree. */
import { ChevronRight } from 'lucide-react'
import { memo, type CSSProperties } from 'react'
import { nameOf } from '../../../shared/key.ts'
import type { SizeAt } from '../../../shared/model/activity.ts'
import type { Row } from '../../../shared/model/listing.ts'
import { Name } from '../../components/Name.tsx'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import { visibleName } from '../../format/names.ts'
import { formatDate, formatUtc } from '../../format/times.ts'
import { frameWords } from '../../strings/frame.ts'
import { timeWords } from '../../strings/timeTravel.ts'
import { spokenRow, treeWords as words } from '../../strings/tree.ts'
import { FileIcon } from '../../components/FileIcon.tsx'
import './treeRow.css'

type TreeRowProps = {
  readonly id: string
  readonly line: number
  readonly level: number
  readonly row: Row
  /** Of a folder; null: not known. */
  readonly size: SizeAt | null
  readonly topPx: number
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly isLead: boolean
  readonly isDropTarget: boolean
}

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { id, line, level, row, size, topPx, isOpen, isSelected, isLead, isDropTarget } = props
  const name = nameOf(row.key)
  const isFolder = row.kind === 'folder'
  const sizeBytes = size?.bytes ?? row.sizeBytes
  const states = [
    row.deleted ? 'gone' : '',
    isSelected ? 'selected' : '',
    isLead ? 'lead' : '',
    isDropTarget ? 'drop-target' : '',
    line % 2 === 0 ? 'even' : '',
  ]
  const style: CSSProperties & { readonly '--level': number } = {
    transform: `translateY(${topPx}px)`,
    '--level': level - 1,
  }
  return (
    <div
      id={id}
      role="row"
      className={`tree-row ${states.join(' ')}`}
      style={style}
      data-line={line}
      aria-rowindex={line + 2}
      aria-level={level}
      aria-selected={isSelected}
      aria-label={spokenRow({ ...row, sizeBytes }, visibleName(name))}
      {...(isFolder ? { 'aria-expanded': isOpen } : {})}
    >
      <div role="gridcell" className="tree-name">
        <span className="twist" data-twist={isFolder ? '' : undefined} aria-hidden>
          {isFolder ? <ChevronRight size={12} /> : null}
        </span>
        <FileIcon name={row.key} isFolder={isFolder} />
        <span className="name-text">
          <Name text={name === '' ? frameWords.noName : name} title={visibleName(name)} />
        </span>
        {row.deleted ? <em className="tag gone-tag">{words.deletedTag}</em> : null}
        {row.certain ? null : (
          <em className="tag past-tag" title={timeWords.uncertain}>
            {timeWords.uncertainTag}
          </em>
        )}
      </div>
      <Modified row={row} />
      <div
        role="gridcell"
        className="figure"
        title={size === null ? undefined : words.filesInFolder(size.count)}
      >
        {sizeBytes === null ? words.unknown : formatBytes(sizeBytes)}
      </div>
      <div role="gridcell" className="figure">
        {row.versionCount === null || isFolder ? null : (
          <span className="tag count-tag">{formatCount(row.versionCount)}</span>
        )}
      </div>
    </div>
  )
})

function Modified({ row: { modifiedMs, deleted } }: { readonly row: Row }) {
  const text =
    modifiedMs === null ? words.unknown : deleted ? words.deletedOn(modifiedMs) : formatDate(modifiedMs)
  return (
    <div
      role="gridcell"
      className="tree-date"
      title={modifiedMs === null ? undefined : formatUtc(modifiedMs)}
    >
      {text}
    </div>
  )
}

type BlankRowProps = { readonly line: number; readonly topPx: number; readonly level: number }

/** A line whose row is on its way. */
export function BlankRow({ line, topPx, level }: BlankRowProps) {
  const style: CSSProperties & { readonly '--level': number } = {
    transform: `translateY(${topPx}px)`,
    '--level': level - 1,
  }
  return (
    <div
      role="row"
      aria-busy
      aria-rowindex={line + 2}
      className={`tree-row blank ${line % 2 === 0 ? 'even' : ''}`}
      style={style}
    >
      <div role="gridcell" className="tree-name" aria-label={words.loading}>
        <span className="twist" />
        <span className="bone" />
      </div>
    </div>
  )
}
