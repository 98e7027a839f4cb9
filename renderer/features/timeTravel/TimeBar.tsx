/** The time bar: which moment is shown, what happened when, and the way to another moment, to now, or back to then. */
import { Info, ZoomIn, ZoomOut, Maximize2, History, LoaderCircle } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../../components/Button.tsx'
import { useIndexState } from '../../data/timeTravel.ts'
import { formatUtc } from '../../format/times.ts'
import type { Visit } from '../../state/navigation.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { beforeWords, timeWords as words } from '../../strings/timeTravel.ts'
import { openAim } from './aim.ts'
import { DateField } from './DateField.tsx'
import { IndexStatus } from './IndexStatus.tsx'
import { Slider } from './Slider.tsx'
import { useEscape } from './useEscape.ts'
import { useTimeLine } from './useTimeLine.ts'
import { useWidth } from './useWidth.ts'
import { whatFollows, type Following } from './whatFollows.ts'
import './timeBar.css'

/** It is there when it was asked for, and whenever the past is shown. */
export function TimeBar({ visit }: { readonly visit: Visit | null }) {
  const isOpen = useStore(useStrata().timeBarOpen)
  if (visit === null || (!isOpen && visit.past === null)) return null
  const { connectionId, bucket } = visit.place
  return <OpenBar key={JSON.stringify([connectionId, bucket])} visit={visit} />
}

function OpenBar({ visit: { place, past } }: { readonly visit: Visit }) {
  const track = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(track)
  const index = useIndexState(place)
  const { navigation } = useStrata()
  const [aim] = useState(() => openAim(navigation))
  useEffect(() => aim.stop, [aim])
  const { aimedMs, isHeld } = useStore(aim)
  const line = useTimeLine(place, index, { widthPx, isMoving: isHeld || past !== null })
  const shownMs = aimedMs === undefined ? (past?.shownMs ?? null) : aimedMs
  useEscape(past !== null, () => aim.at(null))
  return (
    <section className={`time-bar ${shownMs === null ? '' : 'past'}`} aria-label={words.label}>
      <div className="time-head">
        <History size={15} className="time-icon" aria-hidden />
        <b title={shownMs === null ? undefined : formatUtc(shownMs)}>
          {shownMs === null ? words.titleNow(place) : words.titleThen(place, shownMs)}
        </b>
        <Around
          shownMs={shownMs}
          next={shownMs === null ? null : whatFollows(shownMs, line.bursts, line.seconds)}
        />
        <span className="push" />
        {past === null ? null : <Ways prefix={place.prefix} onNow={() => aim.at(null)} />}
      </div>
      <Slider line={line} aim={aim} isHeld={isHeld} shownMs={shownMs} track={track} widthPx={widthPx} />
      <div className="time-foot">
        <DateField
          shownMs={shownMs}
          onMoment={(ms) => {
            aim.at(ms)
            line.show(ms)
          }}
        />
        <span className="push" />
        <IndexStatus bucket={place} state={index} nowMs={line.bounds.toMs} />
        <Zoom zoom={line.zoom} showAll={line.showAll} isAll={line.isAll} aroundMs={shownMs} />
        <Limits />
      </div>
    </section>
  )
}

/** What comes next after the moment: `3 min before 1,812 deletes`; or that it is still being read. */
type AroundProps = { readonly shownMs: number | null; readonly next: Following | null }

function Around({ shownMs, next }: AroundProps) {
  const folder = useStore(useStrata().folder)
  if (shownMs === null) return <span className="time-around">{words.invitation}</span>
  if (folder?.isOfAnotherMoment === true && (folder.entriesRead ?? 0) > 0) {
    return (
      <span className="time-around" role="status">
        <LoaderCircle size={12} className="spin" aria-hidden /> {words.reading(folder.entriesRead ?? 0)}
      </span>
    )
  }
  return <span className="time-around">{next === null ? '' : beforeWords(next, next.fromMs - shownMs)}</span>
}

function Ways({ prefix, onNow }: { readonly prefix: string; readonly onNow: () => void }) {
  const { commands } = useStrata()
  return (
    <>
      <Button small onPress={onNow}>
        {words.now}
      </Button>
      <Button small look="primary" onPress={() => commands.look('rewind-folder').run()}>
        {words.rewindFolder(prefix)}
      </Button>
    </>
  )
}

type ZoomProps = {
  readonly zoom: (factor: number, aroundMs?: number) => void
  readonly showAll: () => void
  readonly isAll: boolean
  readonly aroundMs: number | null
}

function Zoom({ zoom, showAll, isAll, aroundMs }: ZoomProps) {
  const by = (factor: number): void => (aroundMs === null ? zoom(factor) : zoom(factor, aroundMs))
  return (
    <div className="time-zoom">
      <IconButton
        small
        label={words.zoomOut}
        icon={<ZoomOut size={14} aria-hidden />}
        isDisabled={isAll}
        onPress={() => by(2)}
      />
      <IconButton
        small
        label={words.zoomIn}
        icon={<ZoomIn size={14} aria-hidden />}
        onPress={() => by(0.5)}
      />
      <IconButton
        small
        label={words.zoomAll}
        icon={<Maximize2 size={13} aria-hidden />}
        isDisabled={isAll}
        onPress={showAll}
      />
    </div>
  )
}

function Limits() {
  const { sheets } = useStrata()
  return (
    <IconButton
      small
      label={words.limits}
      icon={<Info size={14} aria-hidden />}
      onPress={() =>
        void sheets.ask({
          title: words.limitsTitle,
          lines: words.limitLines,
          action: words.understood,
          destroys: false,
          typed: null,
        })
      }
    />
  )
}
