/** What happened in a folder, as bursts, newest first: each opens as a list, and can be taken back. */
import { History } from 'lucide-react'
import { useRef } from 'react'
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { IndexFace } from '../../components/IndexFace.tsx'
import { IndexNote } from '../../components/IndexNote.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useArrowStops } from '../../components/useArrowStops.ts'
import { useBurstPages } from '../../data/time.ts'
import { useIndexState } from '../../data/timeTravel.ts'
import { askedAgainMs, useAskAgain } from '../../data/versionIndex.ts'
import { failureFrom } from '../../failure.ts'
import { visibleName } from '../../format/names.ts'
import { timelineWords as words } from '../../strings/timeline.ts'
import { BurstEntry } from './BurstEntry.tsx'
import './timeline.css'

type TimelineSheetProps = { readonly place: PrefixRef; readonly onClose: () => void }

export function TimelineSheet({ place, onClose }: TimelineSheetProps) {
  const state = useIndexState(place)
  const asked = useBurstPages(place, askedAgainMs(state))
  useAskAgain(state, asked.refetch)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = asked
  const bursts = data?.pages.flatMap((page) => page.bursts) ?? []
  const list = useRef<HTMLUListElement>(null)
  const stops = useArrowStops(list)
  const name = visibleName(place.prefix === '' ? place.bucket : nameOf(place.prefix))
  return (
    <Sheet
      title={words.title(name)}
      lead={words.lead}
      width="wide"
      onClose={onClose}
      foot={
        <>
          <IndexNote bucket={place} state={state} coverage={data?.pages[0]?.coverage ?? null} />
          <span className="push" />
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      {bursts.length === 0 ? (
        <IndexFace
          bucket={place}
          state={state}
          failure={error === null ? null : failureFrom(error)}
          isLoading={asked.isPending}
          loading={words.loading}
          onRetry={() => void asked.refetch()}
          empty={{
            icon: <History size={28} strokeWidth={1.5} aria-hidden />,
            title: words.empty,
            advice: words.emptyAdvice,
          }}
        />
      ) : null}
      <ul ref={list} className="bursts" aria-label={words.list} {...stops}>
        {bursts.map((burst) => (
          <BurstEntry key={burst.toMs} place={place} burst={burst} onLeave={onClose} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className="bursts-more">
          <Button small isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {isFetchingNextPage ? words.moreLoading : words.more}
          </Button>
        </div>
      ) : null}
    </Sheet>
  )
}
