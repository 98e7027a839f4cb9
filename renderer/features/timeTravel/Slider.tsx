/** The line of time: dragged or moved with the keys to the moment that is looked at, zoomed and panned with the wheel. */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { formatPrecise, formatUtc } from '../../format/times.ts'
import { timeWords as words } from '../../strings/timeTravel.ts'
import { Histogram, HoverWords } from './Histogram.tsx'
import { burstNear } from './burstNear.ts'
import { snapped, stopBeside } from './stops.ts'
import { fractionAt, lengthOf, msAt } from './timeScale.ts'
import type { Aim } from './aim.ts'
import type { TimeLine } from './useTimeLine.ts'
import { useTimeWheel } from './useTimeWheel.ts'
import './slider.css'

type SliderProps = {
  readonly line: TimeLine
  readonly aim: Aim
  readonly isHeld: boolean
  /** null: now. */
  readonly shownMs: number | null
  readonly track: RefObject<HTMLDivElement | null>
  readonly widthPx: number
}

const snapPx = 6

export function Slider({ line, aim, isHeld, shownMs, track, widthPx }: SliderProps) {
  const { span, bounds, histogram, bursts } = line
  const [hoverMs, setHover] = useState<number | null>(null)
  useTimeWheel(track, line)
  const fraction = shownMs === null ? 1 : fractionAt(span, shownMs)
  const inSight = shownMs === null ? span.toMs >= bounds.toMs : fraction >= 0 && fraction <= 1
  const pointer = usePointer({ line, aim, track, widthPx })
  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      className={`time-line ${isHeld ? 'held' : ''}`}
      aria-label={words.slider}
      aria-valuemin={bounds.fromMs}
      aria-valuemax={bounds.toMs}
      aria-valuenow={shownMs ?? bounds.toMs}
      aria-valuetext={shownMs === null ? words.now : formatPrecise(shownMs)}
      onKeyDown={(event) => keyed(event, { line, aim, shownMs })}
      onPointerDown={pointer.down}
      onPointerMove={(event) => {
        setHover(pointer.msAt(event))
        pointer.move(event)
      }}
      onPointerUp={pointer.up}
      onPointerCancel={pointer.up}
      onPointerLeave={() => setHover(null)}
    >
      <Histogram span={span} histogram={histogram} widthPx={widthPx} />
      {shownMs === null ? null : (
        <div className="time-after" style={{ left: `${Math.min(1, Math.max(0, fraction)) * 100}%` }} />
      )}
      {inSight ? (
        <div
          className={`time-handle ${shownMs === null ? 'at-now' : ''}`}
          style={{ left: `${fraction * 100}%` }}
          title={shownMs === null ? undefined : formatUtc(shownMs)}
        />
      ) : null}
      {hoverMs === null ? null : (
        <HoverWords span={span} ms={hoverMs} widthPx={widthPx} histogram={histogram} bursts={bursts} />
      )}
    </div>
  )
}

type PointerOptions = Pick<SliderProps, 'line' | 'aim' | 'track' | 'widthPx'>

function usePointer({ line, aim, track, widthPx }: PointerOptions) {
  const isDown = useRef(false)
  const { span, bounds, stops, bursts } = line
  const place = ({ clientX }: PointerEvent): number =>
    msAt(span, (clientX - (track.current?.getBoundingClientRect().left ?? 0)) / Math.max(1, widthPx))
  const resting = (ms: number, reachMs: number): number => {
    const burst = burstNear(bursts, ms, reachMs)
    const isBefore = burst !== null && Math.abs(burst.fromMs - ms) <= reachMs
    return isBefore ? burst.fromMs - 1 : snapped(ms, stops, reachMs)
  }
  /** The right edge is now; with Alt nothing is snapped to. */
  const aimAt = (event: PointerEvent): void => {
    const ms = Math.max(bounds.fromMs, place(event))
    const reachMs = (snapPx / Math.max(1, widthPx)) * lengthOf(span)
    if (ms >= bounds.toMs - reachMs / 2) aim.at(null)
    else aim.at(event.altKey ? ms : resting(ms, reachMs))
  }
  return {
    msAt: place,
    down: (event: PointerEvent): void => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      isDown.current = true
      aim.hold()
      aimAt(event)
    },
    move: (event: PointerEvent): void => {
      if (isDown.current) aimAt(event)
    },
    up: (): void => {
      if (!isDown.current) return
      isDown.current = false
      aim.letGo()
    },
  }
}

const pageFraction = 0.1

type Keyed = Pick<SliderProps, 'line' | 'aim' | 'shownMs'>

/** Arrows: the event before or after; pages: a tenth of what is in sight; plus and minus: closer and farther. */
function keyed(event: KeyboardEvent, { line, aim, shownMs }: Keyed): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const { span, bounds, stops } = line
  const fromMs = shownMs ?? bounds.toMs
  const go = (ms: number | null): void => {
    const target = ms === null || ms >= bounds.toMs ? null : Math.max(bounds.fromMs, ms)
    aim.at(target)
    line.show(target ?? bounds.toMs)
  }
  const page = Math.round(lengthOf(span) * pageFraction)
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(stopBeside(fromMs, stops, -1) ?? bounds.fromMs),
    ArrowDown: () => go(stopBeside(fromMs, stops, -1) ?? bounds.fromMs),
    ArrowRight: () => go(stopBeside(fromMs, stops, 1)),
    ArrowUp: () => go(stopBeside(fromMs, stops, 1)),
    PageDown: () => go(fromMs - page),
    PageUp: () => go(fromMs + page),
    Home: () => go(bounds.fromMs),
    End: () => go(null),
    '+': () => line.zoom(0.5, fromMs),
    '=': () => line.zoom(0.5, fromMs),
    '-': () => line.zoom(2, fromMs),
  }
  const move = moves[event.key]
  if (move === undefined) return
  event.preventDefault()
  move()
}
