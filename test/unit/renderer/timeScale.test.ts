/** The line of time: what is drawn where, marks at round times, and where the slider rests. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { snapped, stopBeside } from '../../../renderer/features/timeTravel/stops.ts'
import { ticksOn } from '../../../renderer/features/timeTravel/ticks.ts'
import {
  fractionAt,
  leastSpanMs,
  lengthOf,
  msAt,
  panned,
  showing,
  zoomed,
  type Span,
} from '../../../renderer/features/timeTravel/timeScale.ts'

const now = new Date(2026, 10, 21, 14, 30).getTime()
const yearMs = 365 * 86_400_000
const bounds: Span = { fromMs: now - 20 * yearMs, toMs: now }
const spans = fc
  .record({ length: fc.integer({ min: leastSpanMs, max: 20 * yearMs }), end: fc.nat(20 * yearMs) })
  .map(({ length, end }) => ({ fromMs: now - Math.max(end, 0) - length, toMs: now - end }))
  .filter(({ fromMs }) => fromMs >= bounds.fromMs)

describe('a span of time', () => {
  test('gives a moment back from the place where it is drawn', () => {
    fc.assert(
      fc.property(spans, fc.double({ min: 0, max: 1, noNaN: true }), (span, fraction) => {
        const ms = msAt(span, fraction)
        expect(Math.abs(msAt(span, fractionAt(span, ms)) - ms)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('stays within its bounds and above its least length, however it is moved', () => {
    fc.assert(
      fc.property(
        spans,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer(),
        (span, factor, byMs) => {
          for (const moved of [zoomed(span, factor, msAt(span, 0.3), bounds), panned(span, byMs, bounds)]) {
            expect(moved.fromMs).toBeGreaterThanOrEqual(bounds.fromMs)
            expect(moved.toMs).toBeLessThanOrEqual(bounds.toMs)
            expect(lengthOf(moved)).toBeGreaterThanOrEqual(leastSpanMs - 1)
          }
        },
      ),
    )
  })

  test('keeps what is under the pointer there when it comes closer', () => {
    const span = { fromMs: now - yearMs, toMs: now - yearMs / 2 }
    const around = msAt(span, 0.25)
    expect(fractionAt(zoomed(span, 0.5, around, bounds), around)).toBeCloseTo(0.25, 5)
  })

  test('moves to show a moment only where that is out of sight', () => {
    const span = { fromMs: now - yearMs, toMs: now - yearMs / 2 }
    expect(showing(span, msAt(span, 0.5), bounds)).toBe(span)
    const before = span.fromMs - 5
    expect(fractionAt(showing(span, before, bounds), before)).toBeCloseTo(0.15, 5)
  })
})

describe('the marks on a span', () => {
  test('lie in it, in order, and are as few as asked for', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 12 }), (span, most) => {
        const ticks = ticksOn(span, most)
        expect(ticks.length).toBeLessThanOrEqual(most + 2)
        for (const [at, { ms }] of ticks.entries()) {
          expect(ms).toBeGreaterThanOrEqual(Math.max(span.fromMs, (ticks[at - 1]?.ms ?? -Infinity) + 1))
          expect(ms).toBeLessThanOrEqual(span.toMs)
        }
      }),
    )
  })

  test.each([
    ['seconds', [2026, 10, 10, 15, 3], [2026, 10, 10, 15, 4], '15:03 15:03 15:03 15:03 15:04'],
    ['minutes', [2026, 10, 10, 15, 3], [2026, 10, 10, 15, 18], '15:05 15:10 15:15'],
    ['hours', [2026, 10, 10, 1], [2026, 10, 10, 20], '6:00 12:00 18:00'],
  ] as const)('are round %s', (_, from, to, expected) => {
    const at = ([year, month, day, hours, minutes = 0]: readonly number[]): number =>
      new Date(year ?? 0, month ?? 0, day, hours, minutes).getTime()
    const ticks = ticksOn({ fromMs: at(from), toMs: at(to) }, 4)
    const times = ticks.map(({ ms }) => {
      const date = new Date(ms)
      return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`
    })
    expect(times.join(' ')).toBe(expected)
  })

  test('are the first of months over a year', () => {
    const span = { fromMs: new Date(2025, 10, 12).getTime(), toMs: new Date(2026, 10, 12).getTime() }
    const months = ticksOn(span, 5).map(({ ms }) => new Date(ms).getMonth())
    expect(months).toEqual([0, 3, 6, 9])
  })
})

describe('the slider', () => {
  const stops = [100, 200, 210]

  test('rests on the nearest stop within reach, and else where it is', () => {
    expect(snapped(104, stops, 10)).toBe(100)
    expect(snapped(204, stops, 10)).toBe(200)
    expect(snapped(206, stops, 10)).toBe(210)
    expect(snapped(150, stops, 10)).toBe(150)
    expect(snapped(150, [], 10)).toBe(150)
  })

  test('steps from stop to stop, and no further than the last', () => {
    expect(stopBeside(150, stops, 1)).toBe(200)
    expect(stopBeside(200, stops, 1)).toBe(210)
    expect(stopBeside(200, stops, -1)).toBe(100)
    expect(stopBeside(100, stops, -1)).toBeNull()
    expect(stopBeside(210, stops, 1)).toBeNull()
  })
})
