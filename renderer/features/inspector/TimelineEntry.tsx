/** One version or delete marker, and what can be done with it. */
import { Ellipsis } from 'lucide-react'
import type { ObjectRef } from '../../../shared/model/selection.ts'
import { isCold, type VersionEntry } from '../../../shared/model/version.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { formatBytes, formatBytesChange } from '../../format/bytes.ts'
import { formatUtc } from '../../format/times.ts'
import { useStrata } from '../../strata.ts'
import { entryTitle, inspectorWords as words } from '../../strings/inspector.ts'
import { restoreVersion } from '../../verbs/restoreVersion.ts'
import { undelete } from '../../verbs/undelete.ts'
import { versionMenu } from './versionMenu.ts'

export type TimelineEntryProps = {
  readonly file: ObjectRef
  readonly entry: VersionEntry
  /** All that is known of the history. */
  readonly entries: readonly VersionEntry[]
  /** The data version before it, if it is known. */
  readonly older: VersionEntry | null
  /** Nothing lies beneath it. */
  readonly isOldest: boolean
  /** It is the only data version. */
  readonly isLast: boolean
  /** The marker that makes the file deleted. */
  readonly isHiding: boolean
  readonly isVersioned: boolean
  readonly isChosen: boolean
  /** The keyboard is here, or comes here first: only here are the actions stops of the Tab key. */
  readonly isStop: boolean
  /** Versions of this file belong to several owners. */
  readonly hasOwners: boolean
  /** An older version with the same content, but not the one right before it. */
  readonly sameAs: VersionEntry | null
  readonly onChoose: () => void
  readonly onFocus: () => void
}

export function TimelineEntry(props: TimelineEntryProps) {
  const { entry, isChosen, isHiding, isVersioned, onChoose, onFocus } = props
  const { isMarker, isLatest, modifiedMs } = entry
  const kind = isMarker ? 'marker' : isLatest ? 'current' : ''
  return (
    <li className={`version ${kind} ${isChosen ? 'chosen' : ''} ${isHiding ? 'hiding' : ''}`}>
      <span className="version-dot" aria-hidden />
      <button
        type="button"
        data-stop
        className="version-main"
        title={formatUtc(modifiedMs)}
        aria-pressed={isMarker ? undefined : isChosen}
        onClick={onChoose}
        onFocus={onFocus}
      >
        <b>
          {entryTitle(entry)}
          {isLatest && !isMarker && isVersioned ? (
            <span className="tag count-tag">{words.current}</span>
          ) : null}
        </b>
        <Facts {...props} />
      </button>
      <Actions {...props} />
    </li>
  )
}

function Facts({ entry, older, hasOwners, sameAs }: TimelineEntryProps) {
  const { isMarker, sizeBytes, storageClass, owner, versionId } = entry
  const delta = sizeBytes === null || older?.sizeBytes == null ? null : sizeBytes - older.sizeBytes
  const parts = [
    isMarker ? words.marker : formatBytes(sizeBytes ?? 0),
    delta === null || delta === 0 ? null : (
      <span key="delta" className={`delta ${delta > 0 ? 'up' : 'down'}`}>
        {formatBytesChange(delta)}
      </span>
    ),
    isCold(storageClass)
      ? `${storageClass ?? ''}, ${words.cold}`
      : storageClass === 'STANDARD'
        ? null
        : storageClass,
    versionId === 'null' ? words.nullVersion : null,
    sameAs === null ? null : words.sameAs(sameAs.modifiedMs),
    hasOwners && owner !== null ? words.by(owner.displayName || owner.id) : null,
  ].filter((part) => part !== null)
  return (
    <small>
      {parts.map((part, index) => (
        // The parts of one line never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index}>
          {index === 0 ? null : ' · '}
          {part}
        </span>
      ))}
    </small>
  )
}

function Actions(props: TimelineEntryProps) {
  const strata = useStrata()
  const { file, entry, isHiding, isVersioned, isStop } = props
  if (!isVersioned) return null
  const canRestore = !entry.isMarker && !entry.isLatest && !isCold(entry.storageClass)
  return (
    <div className="version-actions" role="group" aria-label={words.actions}>
      {canRestore ? (
        <Button
          small
          look="primary"
          excludeFromTabOrder={!isStop}
          onPress={() => void restoreVersion(strata, file, entry.versionId)}
        >
          {words.restore}
        </Button>
      ) : null}
      {isHiding ? (
        <Button
          small
          look="primary"
          excludeFromTabOrder={!isStop}
          onPress={() => void undelete(strata, file)}
        >
          {words.undelete}
        </Button>
      ) : null}
      <MenuButton label={words.more} groups={versionMenu(strata, props)}>
        <IconButton
          small
          label={words.more}
          excludeFromTabOrder={!isStop}
          icon={<Ellipsis size={14} aria-hidden />}
        />
      </MenuButton>
    </div>
  )
}
