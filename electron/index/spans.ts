/** When something was live, as spans of time [from, until): unions and differences. Pure. */
import type { VersionEntry } from '../../shared/model/version.ts'

export type Span = { readonly fromMs: number; readonly untilMs: number }

/** "Until now and on": above every time, and small enough for six bytes. */
export const noEndMs = 2 ** 47 - 1

/**
 * When a key was live, by the rule of stateAt: an entry is the state from its own time until the earliest time of
 * any newer entry. Entries newest first; the answer is disjoint, but neighbours may touch.
 */
export function liveSpans(entries: readonly VersionEntry[]): readonly Span[] {
  const spans: Span[] = []
  let untilMs = noEndMs
  for (const { isMarker, modifiedMs } of entries) {
    if (!isMarker && modifiedMs < untilMs) spans.push({ fromMs: modifiedMs, untilMs })
    untilMs = Math.min(untilMs, modifiedMs)
  }
  return union(spans)
}

/** Sorted and disjoint; spans that touch are one. */
export function union(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = []
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1)
    if (last === undefined || span.fromMs > last.untilMs) merged.push(span)
    else if (span.untilMs > last.untilMs) {
      merged[merged.length - 1] = { fromMs: last.fromMs, untilMs: span.untilMs }
    }
  }
  return merged
}

/** What of `spans` isn't in `covered`. Both sorted and disjoint. */
export function subtract(spans: readonly Span[], covered: readonly Span[]): readonly Span[] {
  const left: Span[] = []
  for (const span of spans) {
    let fromMs = span.fromMs
    for (const cover of covered) {
      if (cover.untilMs <= fromMs || cover.fromMs >= span.untilMs) continue
      if (cover.fromMs > fromMs) left.push({ fromMs, untilMs: cover.fromMs })
      fromMs = cover.untilMs
    }
    if (fromMs < span.untilMs) left.push({ fromMs, untilMs: span.untilMs })
  }
  return left
}

export const sameSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length &&
  a.every((span, at) => span.fromMs === b[at]?.fromMs && span.untilMs === b[at]?.untilMs)
