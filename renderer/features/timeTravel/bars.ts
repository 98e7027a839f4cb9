/** The histogram as two outlines: writes below, deletes on top of them. */
import type { Histogram } from '../../../shared/model/activity.ts'
import { fractionAt, type Span } from './timeScale.ts'

export type Bars = { readonly writes: string; readonly deletes: string }

const leastWidthPx = 2
const gapPx = 2
/** What happened at all is seen. */
const leastHeightPx = 2

/** SVG paths. Heights are by the square root: one big deletion does not flatten all the rest. */
export function barsOf(
  { bins, stepMs }: Histogram,
  span: Span,
  size: { readonly widthPx: number; readonly heightPx: number },
): Bars {
  const { widthPx, heightPx } = size
  const seen = bins.filter(({ startMs }) => startMs + stepMs > span.fromMs && startMs < span.toMs)
  const most = Math.max(1, ...seen.map(({ added, replaced, deleted }) => added + replaced + deleted))
  const writes: string[] = []
  const deletes: string[] = []
  for (const { startMs, added, replaced, deleted } of seen) {
    const leftPx = fractionAt(span, startMs) * widthPx
    const rightPx = fractionAt(span, startMs + stepMs) * widthPx
    const barPx = Math.max(leastWidthPx, rightPx - leftPx - gapPx)
    const all = added + replaced + deleted
    const tallPx = Math.max(leastHeightPx, Math.sqrt(all / most) * heightPx)
    const redPx = (deleted / all) * tallPx
    if (all > deleted) writes.push(rectangle(leftPx, heightPx - tallPx + redPx, barPx, tallPx - redPx))
    if (deleted > 0) deletes.push(rectangle(leftPx, heightPx - tallPx, barPx, redPx))
  }
  return { writes: writes.join(''), deletes: deletes.join('') }
}

const rounded = (value: number): string => value.toFixed(1)

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${rounded(-width)}z`
