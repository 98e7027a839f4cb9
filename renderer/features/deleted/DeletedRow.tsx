/** A line among deleted files: a file, or the head of a group, which stands for all in it. */
import { useState } from 'react'
import { nameOf, parentPrefix } from '../../../shared/key.ts'
import type { DeletedFile } from '../../../shared/model/activity.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { FileIcon } from '../../components/FileIcon.tsx'
import { Name } from '../../components/Name.tsx'
import { formatBytes } from '../../format/bytes.ts'
import { visibleName } from '../../format/names.ts'
import { formatDay, formatUtc } from '../../format/times.ts'
import { deletedWords as words, deletionTime, groupWords } from '../../strings/deleted.ts'
import { canComeBack, type DeletedGroup, type DeletedLine } from './deletedGroups.ts'

type DeletedRowProps = {
  readonly id: string
  readonly place: PrefixRef
  readonly line: DeletedLine
  readonly choice: 'all' | 'some' | 'none'
  readonly isLead: boolean
  readonly at: {
    readonly index: number
    readonly count: number
    readonly topPx: number
    readonly rowPx: number
  }
  readonly onPress: () => void
  readonly onShow: (key: string) => void
}

export function DeletedRow({ id, place, line, choice, isLead, at, onPress, onShow }: DeletedRowProps) {
  const [nowMs] = useState(Date.now)
  const isFile = line.kind === 'file'
  const isPossible = isFile ? canComeBack(line.file) : line.group.files.some(canComeBack)
  const looks = [isFile ? 'file' : 'group', isLead ? 'lead' : '', choice === 'all' ? 'selected' : '']
  return (
    // The keys are heard by the list, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={`deleted-row ${looks.join(' ')}`}
      style={{ top: at.topPx, height: at.rowPx }}
      aria-selected={choice === 'all'}
      aria-disabled={!isPossible}
      aria-setsize={at.count}
      aria-posinset={at.index + 1}
      onClick={onPress}
      onDoubleClick={() => (isFile ? onShow(line.file.key) : undefined)}
    >
      <span className={`check-box ${choice} ${isPossible ? '' : 'never'}`} aria-hidden />
      {isFile ? (
        <FileCells file={line.file} group={line.group} nowMs={nowMs} />
      ) : (
        <GroupCells place={place} group={line.group} nowMs={nowMs} />
      )}
    </div>
  )
}

type FileCellsProps = {
  readonly file: DeletedFile
  readonly group: DeletedGroup
  readonly nowMs: number
}

function FileCells({ file, group, nowMs }: FileCellsProps) {
  const { key, deletedMs, lastVersion } = file
  const inner = parentPrefix(key).slice(group.folder.length)
  return (
    <>
      <span className="deleted-name" title={visibleName(key)}>
        <FileIcon name={key} isFolder={false} />
        {inner === '' ? null : (
          <span className="deleted-folder">
            <Name text={inner} />
          </span>
        )}
        <span className="name-text">
          <Name text={nameOf(key)} />
        </span>
      </span>
      {lastVersion === null ? <span className="deleted-note">{words.nothingLeft}</span> : <span />}
      <span title={formatUtc(deletedMs)}>{formatDay(deletedMs, nowMs)}</span>
      <span className="figure">{lastVersion === null ? '—' : formatBytes(lastVersion.sizeBytes ?? 0)}</span>
    </>
  )
}

type GroupCellsProps = { readonly place: PrefixRef; readonly group: DeletedGroup; readonly nowMs: number }

function GroupCells({ place, group, nowMs }: GroupCellsProps) {
  const isByTime = group.id.startsWith('at ')
  const inner = group.folder.slice(place.prefix.length)
  const folder = inner === '' ? words.topFolder : <Name text={inner.slice(0, -1)} />
  return (
    <>
      <b className="deleted-head">{isByTime ? deletionTime(group, nowMs) : folder}</b>
      <span className="deleted-sum">
        {groupWords(group.files.length, group.sizeBytes)}
        {isByTime && inner !== '' ? (
          <>
            {' · '}
            {folder}
          </>
        ) : null}
      </span>
    </>
  )
}
