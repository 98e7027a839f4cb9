/** One burst of changes: when, what, where; opened, its files; and the way back. */
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { Burst } from '../../../shared/model/activity.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { formatUtc } from '../../format/times.ts'
import { capitalised } from '../../format/counts.ts'
import { useStrata } from '../../strata.ts'
import { burstSentence, burstTime } from '../../strings/bursts.ts'
import { burstBytes, timelineWords as words } from '../../strings/timeline.ts'
import { lookJustBefore } from '../../verbs/lookJustBefore.ts'
import { BurstItems } from './BurstItems.tsx'
import { UndoButton } from './UndoButton.tsx'

type BurstEntryProps = {
  readonly place: PrefixRef
  readonly burst: Burst
  /** The sheet is left for what was asked for. */
  readonly onLeave: () => void
}

export function BurstEntry({ place, burst, onLeave }: BurstEntryProps) {
  const strata = useStrata()
  const [isOpen, setOpen] = useState(false)
  const [nowMs] = useState(Date.now)
  const itemsId = useId()
  const inner = burst.folder.slice(place.prefix.length)
  const bytes = burstBytes(burst)
  return (
    <li className={`burst ${mainKind(burst)}`}>
      <div className="burst-line">
        <button
          type="button"
          data-stop
          className="burst-what"
          aria-expanded={isOpen}
          aria-controls={itemsId}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={13} aria-hidden />
          <span className="pill" aria-hidden />
          <span className="burst-words">
            <b>{burstSentence(burst)}</b>
            <small>
              <span title={`${formatUtc(burst.fromMs)} – ${formatUtc(burst.toMs)}`}>
                {capitalised(burstTime(burst, nowMs))}
              </span>
              {bytes === '' ? '' : ` · ${bytes}`}
              {inner === '' ? null : (
                <>
                  {' · '}
                  <Name text={inner.slice(0, -1)} />
                </>
              )}
            </small>
          </span>
        </button>
        <Button
          small
          onPress={() => {
            onLeave()
            lookJustBefore(strata, place, burst)
          }}
        >
          {words.lookBefore}
        </Button>
        <UndoButton place={place} burst={burst} onLeave={onLeave} />
      </div>
      <div id={itemsId}>{isOpen ? <BurstItems place={place} burst={burst} onLeave={onLeave} /> : null}</div>
    </li>
  )
}

function mainKind({ added, replaced, deleted }: Burst): string {
  if (deleted > 0 && deleted >= replaced && deleted >= added) return 'deleted'
  return replaced > added ? 'replaced' : 'added'
}
