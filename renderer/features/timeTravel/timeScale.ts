/** Time as a line of pixels: where a moment is drawn, what is at a place, and how the line moves and grows. */

/** What is in sight: from its left edge to its right one. */
export type Span = { readonly fromMs: number; readonly toMs: number }

const minuteMs = 60_000

/** Closer than this nothing more is to be seen: servers count in whole seconds. */
export const leastSpanMs = minuteMs

export const lengthOf = ({ fromMs, toMs }: Span): number => toMs - fromMs

export const fractionAt = (span: Span, ms: number): number => (ms - span.fromMs) / lengthOf(span)

export const msAt = (span: Span, fraction: number): number =>
  Math.round(span.fromMs + fraction * lengthOf(span))

/** Moved, at its own length, to lie within the bounds; the bounds themselves where it is longer. */
export function within({ fromMs, toMs }: Span, bounds: Span): Span {
  const length = toMs - fromMs
  if (length >= lengthOf(bounds)) return bounds
  const from = Math.min(Math.max(fromMs, bounds.fromMs), bounds.toMs - length)
  return { fromMs: from, toMs: from + length }
}

/** `factor` below 1 comes closer; what is at `aroundMs` stays where it is drawn. */
export function zoomed(span: Span, factor: number, aroundMs: number, bounds: Span): Span {
  const length = Math.max(leastSpanMs, lengthOf(span) * factor)
  const fraction = Math.min(1, Math.max(0, fractionAt(span, aroundMs)))
  const fromMs = Math.round(aroundMs - fraction * length)
  return within({ fromMs, toMs: fromMs + Math.round(length) }, bounds)
}

export function panned({ fromMs, toMs }: Span, byMs: number, bounds: Span): Span {
  return within({ fromMs: fromMs + byMs, toMs: toMs + byMs }, bounds)
}

/** The same span, moved as little as it takes to have the moment in sight, a little away from its edges. */
export function showing(span: Span, ms: number, bounds: Span): Span {
  const fraction = fractionAt(span, ms)
  if (fraction >= 0 && fraction <= 1) return span
  const edge = fraction < 0 ? 0.15 : 0.85
  return panned(span, (fraction - edge) * lengthOf(span), bounds)
}
