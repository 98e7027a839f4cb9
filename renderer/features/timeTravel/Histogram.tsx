/** Writes and deletes over time, with marks at round times, and what happened where the pointer is. */
import { useMemo } from 'react'
import type { Burst, Histogram as Counts } from '../../../shared/model/activity.ts'
import { formatFirstTick, formatTick } from '../../format/ticks.ts'
import { burstWords } from '../../strings/timeTravel.ts'
import { barsOf } from './bars.ts'
import { burstNear } from './burstNear.ts'
import { ticksOn } from './ticks.ts'
import { fractionAt, lengthOf, type Span } from './timeScale.ts'

export const barsHeightPx = 36
const tickRoomPx = 92
/** Less than that is no room for a mark's words. */
const labelPx = 44

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
        {ticks
          .filter(({ ms }) => (1 - fractionAt(span, ms)) * widthPx >= labelPx)
          .map(({ ms, unit }, at) => (
            <span key={ms} style={{ left: `${fractionAt(span, ms) * 100}%` }}>
              {at === 0 ? formatFirstTick(ms, unit) : formatTick(ms, unit)}
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
  const burst = burstNear(bursts, ms, nearMs)
  const stepMs = histogram?.stepMs ?? 0
  const bin = histogram?.bins.find(({ startMs }) => startMs <= ms && ms < startMs + stepMs)
  const words =
    burst !== null ? burstWords(burst, burst.fromMs) : bin === undefined ? null : burstWords(bin, bin.startMs)
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
