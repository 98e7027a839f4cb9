/** How fast it went in the last minute, as a small graph; the number is told beside it. */
import { outlineOf, ratesKept } from './rateOutline.ts'
import './rateGraph.css'

export function RateGraph({ rates }: { readonly rates: readonly number[] }) {
  const outline = outlineOf(rates)
  if (outline === null) return null
  return (
    <svg
      className="rate-graph"
      viewBox={`0 0 ${ratesKept - 1} 1`}
      preserveAspectRatio="none"
      aria-hidden
      data-rates={rates.length}
    >
      <path className="rate-area" d={outline.area} />
      <path className="rate-line" d={outline.line} />
    </svg>
  )
}
