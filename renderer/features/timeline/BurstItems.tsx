/** The files of a burst, in the order of time; more of them as they are asked for. */
import { nameOf, parentPrefix } from '../../../shared/key.ts'
import type { Burst, BurstItem } from '../../../shared/model/activity.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { FileIcon } from '../../components/FileIcon.tsx'
import { Name } from '../../components/Name.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { useBurstItems } from '../../data/time.ts'
import { failureFrom } from '../../failure.ts'
import { formatBytes } from '../../format/bytes.ts'
import { visibleName } from '../../format/names.ts'
import { formatTime, formatUtc } from '../../format/times.ts'
import { useStrata } from '../../strata.ts'
import { burstSentence } from '../../strings/bursts.ts'
import { failureWords } from '../../strings/failures.ts'
import { itemKindWords, timelineWords as words } from '../../strings/timeline.ts'
import { showFile } from '../../verbs/showFile.ts'

type BurstItemsProps = { readonly place: PrefixRef; readonly burst: Burst; readonly onLeave: () => void }

export function BurstItems({ place, burst, onLeave }: BurstItemsProps) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useBurstItems(place, burst)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  if (error !== null && items.length === 0) {
    return (
      <p className="burst-note" role="alert">
        <span>{failureFrom(error).message}</span>
        <Button small onPress={() => void refetch()}>
          {failureWords.tryAgain}
        </Button>
      </p>
    )
  }
  if (data === undefined) return <Spinner label={words.loading} />
  const total = burst.added + burst.replaced + burst.deleted
  return (
    <ul className="burst-items" aria-label={words.items(burstSentence(burst))}>
      {items.map((item) => (
        <OneItem
          key={`${item.entry.versionId} ${item.entry.key}`}
          place={place}
          item={item}
          onLeave={onLeave}
        />
      ))}
      {hasNextPage ? (
        <li className="burst-items-more">
          <Button small look="plain" isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {total > items.length ? words.moreItems(total - items.length) : words.moreFiles}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}

type OneItemProps = { readonly place: PrefixRef; readonly item: BurstItem; readonly onLeave: () => void }

function OneItem({ place, item: { kind, entry, bytes }, onLeave }: OneItemProps) {
  const strata = useStrata()
  const { connectionId, bucket } = place
  const name = nameOf(entry.key)
  const inner = parentPrefix(entry.key).slice(place.prefix.length)
  return (
    <li className={`burst-item ${kind === 'deleted' ? 'gone' : ''}`}>
      <button
        type="button"
        className="burst-file"
        aria-label={words.showFile(visibleName(name))}
        title={visibleName(entry.key)}
        onClick={() => {
          onLeave()
          showFile(strata, { connectionId, bucket, key: entry.key }, kind === 'deleted')
        }}
      >
        <FileIcon name={entry.key} isFolder={false} />
        {inner === '' ? null : (
          <span className="burst-folder">
            <Name text={inner} />
          </span>
        )}
        <span className="name-text">
          <Name text={name} />
        </span>
      </button>
      <span className={`burst-kind ${kind}`}>{itemKindWords[kind]}</span>
      <span title={formatUtc(entry.modifiedMs)}>{formatTime(entry.modifiedMs)}</span>
      <span className="figure">{formatBytes(bytes)}</span>
    </li>
  )
}
