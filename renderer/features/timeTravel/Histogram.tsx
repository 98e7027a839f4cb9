/** Writes and deletes over time, with marks at round times, and what happened where the pointer is. */
import { useMemo } from 'react'
import type { Burst, Histogram as Counts } from '../../../shared/model/activity.ts'
import { formatTick } from '../../format/ticks.ts'
import { burstWords } from '../../strings/timeTravel.ts'
import { barsOf } from './bars.ts'
import { ticksOn } from './ticks.ts'
import { fractionAt, lengthOf, type Span } from './timeScale.ts'

export const barsHeightPx = 36
const tickRoomPx = 92

type HistogramProps = {
  readonly span: Span
  readonly histogram: Counts | null
  readonly widthPx: number
}

export function Histogram({ span, histogram, widthPx }: HistogramProps) {
  const bars = useMemo(
    () => (histogram === null ? null : barsOf(histogram, span, { widthPx, heightPx: barsHeightPx })),
    [histogram, span, widthPx],
  )
  const ticks = useMemo(() => ticksOn(span, Math.max(2, Math.floor(widthPx / tickRoomPx))), [span, widthPx])
  return (
    <>
      <svg className="time-bars" width={widthPx} height={barsHeightPx} aria-hidden>
        <path className="writes" d={bars?.writes ?? ''} />
        <path className="deletes" d={bars?.deletes ?? ''} />
      </svg>
      <div className="time-ticks" aria-hidden>
        {ticks.map(({ ms, unit }) => (
          <span key={ms} style={{ left: `${fractionAt(span, ms) * 100}%` }}>
            {formatTick(ms, unit)}
          </span>
        ))}
      </div>
    </>
  )
}

type HoverProps = {
  readonly span: Span
  readonly ms: number
  readonly widthPx: number
  readonly histogram: Counts | null
  readonly bursts: readonly Burst[]
}

const nearPx = 6

/** The burst under the pointer, or what else happened there. */
export function HoverWords({ span, ms, widthPx, histogram, bursts }: HoverProps) {
  const nearMs = (nearPx / Math.max(1, widthPx)) * lengthOf(span)
  const burst = bursts.findLast(({ fromMs, toMs }) => fromMs - nearMs <= ms && ms <= toMs + nearMs)
  const stepMs = histogram?.stepMs ?? 0
  const bin = histogram?.bins.find(({ startMs }) => startMs <= ms && ms < startMs + stepMs)
  const words =
    burst !== undefined
      ? burstWords(burst, burst.fromMs)
      : bin === undefined
        ? null
        : burstWords(bin, bin.startMs)
  if (words === null) return null
  const fraction = Math.min(1, Math.max(0, fractionAt(span, burst?.fromMs ?? ms)))
  return (
    <div
      className="time-hover tooltip"
      style={{ left: `${fraction * 100}%`, translate: `${-fraction * 100}%` }}
    >
      {words}
    </div>
  )
}
