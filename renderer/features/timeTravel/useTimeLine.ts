/** What is in sight of the line of time, and what happened there. */
import { useEffect, useMemo, useState } from 'react'
import type { Bin, Burst, Histogram } from '../../../shared/model/activity.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { IndexState } from '../../../shared/model/versionIndex.ts'
import { useSettled } from '../../components/useSettled.ts'
import { stampOf, useBursts, useHistogram, useTimeSpan } from '../../data/timeTravel.ts'
import { lengthOf, msAt, panned, showing, within, zoomed, type Span } from './timeScale.ts'

type Events = {
  readonly histogram: Histogram | null
  readonly bursts: readonly Burst[]
  /** What happened second by second; null from afar. */
  readonly seconds: readonly Bin[] | null
  /** Moments just before something happened, in order. */
  readonly stops: readonly number[]
}

export type TimeLine = Events & {
  readonly span: Span
  /** From a little before the first event until now. */
  readonly bounds: Span
  readonly isAll: boolean
  /** Without a moment, around the middle. */
  readonly zoom: (factor: number, aroundMs?: number) => void
  readonly pan: (fraction: number) => void
  readonly show: (ms: number) => void
  readonly showAll: () => void
}

const dayMs = 86_400_000
const minuteMs = 60_000
/** Where nothing is known of the folder. */
const usualLengthMs = 30 * dayMs
const leastLengthMs = 10 * minuteMs
const barPx = 8
/** Closer than that every second in which something happened is a resting place, farther away only bursts are. */
const closeMs = 2 * 60 * minuteMs

export function useTimeLine(
  place: PrefixRef,
  index: IndexState | null,
  { widthPx, isMoving }: { readonly widthPx: number; readonly isMoving: boolean },
): TimeLine {
  const asked = { place, stamp: stampOf(index) }
  const { firstMs = null, lastMs = null } = useTimeSpan(asked) ?? {}
  // What was just written is in sight at once.
  const nowMs = Math.max(useNow(isMoving), (lastMs ?? 0) + 1)
  const bounds = useMemo(() => boundsOf(firstMs, nowMs), [firstMs, nowMs])
  /** null: all there is. */
  const [wanted, setWanted] = useState<Span | null>(null)
  const span = useMemo(() => (wanted === null ? bounds : within(wanted, bounds)), [wanted, bounds])
  const events = useEvents(asked, span, bounds, widthPx)
  return {
    span,
    bounds,
    ...events,
    isAll: wanted === null,
    zoom: (factor, aroundMs = msAt(span, 0.5)) => {
      const next = zoomed(span, factor, aroundMs, bounds)
      setWanted(lengthOf(next) >= lengthOf(bounds) ? null : next)
    },
    pan: (fraction) => setWanted(wanted === null ? null : panned(span, fraction * lengthOf(span), bounds)),
    show: (ms) => {
      const next = showing(span, ms, bounds)
      if (next !== span) setWanted(next)
    },
    showAll: () => setWanted(null),
  }
}

type Asked = { readonly place: PrefixRef; readonly stamp: string }

/** Asked for once the line has come to rest; until then what is known moves along. */
function useEvents(asked: Asked, span: Span, bounds: Span, widthPx: number): Events {
  const settled = useSettled(span)
  const barCount = Math.min(400, Math.max(20, Math.round(widthPx / barPx)))
  const histogram = useHistogram(asked, { ...settled, bins: barCount })
  const bursts = useBursts(asked, {
    gapMinutes: Math.floor(lengthOf(settled) / minuteMs / 2000),
    beforeMs: settled.toMs >= bounds.toMs ? null : Math.ceil(settled.toMs + lengthOf(settled)),
  })
  const isClose = lengthOf(settled) <= closeMs
  const seconds = useHistogram(isClose ? asked : { ...asked, stamp: '' }, {
    ...settled,
    bins: Math.max(1, Math.ceil(lengthOf(settled) / 1000)),
  })
  const bins = isClose ? (seconds?.bins ?? null) : null
  const stops = useMemo(() => stopsOf(bursts, bins), [bursts, bins])
  return { histogram, bursts, seconds: bins, stops }
}

function boundsOf(firstMs: number | null, nowMs: number): Span {
  const first = Math.min(firstMs ?? nowMs - usualLengthMs, nowMs)
  const length = Math.max(leastLengthMs, nowMs - first)
  return { fromMs: Math.floor(nowMs - length * 1.04), toMs: nowMs }
}

function stopsOf(bursts: readonly Burst[], seconds: readonly Bin[] | null): readonly number[] {
  const starts = [...bursts.map(({ fromMs }) => fromMs), ...(seconds ?? []).map(({ startMs }) => startMs)]
  return [...new Set(starts)].map((ms) => ms - 1).toSorted((a, b) => a - b)
}

const tickMs = 15_000

/** The time, now and then while nobody is on the way: the line would move under the slider. */
function useNow(isMoving: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (isMoving) return undefined
    const timer = setInterval(() => setNowMs(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [isMoving])
  return nowMs
}
