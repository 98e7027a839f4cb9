/** Marks on the line of time, at round times of the calendar on the wall. */
import { assertNever } from '../../../shared/assertNever.ts'
import { lengthOf, type Span } from './timeScale.ts'

export type TickUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'
export type Tick = { readonly ms: number; readonly unit: TickUnit }

type Step = { readonly unit: TickUnit; readonly count: number; readonly aboutMs: number }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const aboutMs: Readonly<Record<TickUnit, number>> = {
  second: 1000,
  minute: minuteMs,
  hour: hourMs,
  day: dayMs,
  month: 30.44 * dayMs,
  year: 365.25 * dayMs,
}
const counts: readonly (readonly [TickUnit, readonly number[]])[] = [
  ['second', [5, 10, 15, 30]],
  ['minute', [1, 2, 5, 10, 15, 30]],
  ['hour', [1, 2, 3, 6, 12]],
  ['day', [1, 2, 7, 14]],
  ['month', [1, 3, 6]],
  ['year', [1, 2, 5, 10, 20, 50]],
]
const steps: readonly Step[] = counts.flatMap(([unit, each]) =>
  each.map((count) => ({ unit, count, aboutMs: count * aboutMs[unit] })),
)
const coarsest: Step = { unit: 'year', count: 100, aboutMs: 100 * aboutMs.year }

/** At most `most` of them, in order, all within the span. */
export function ticksOn(span: Span, most: number): readonly Tick[] {
  const room = lengthOf(span) / Math.max(1, most)
  const step = steps.find(({ aboutMs }) => aboutMs >= room) ?? coarsest
  const ticks: Tick[] = []
  for (let at = startOf(span.fromMs, step); at.getTime() <= span.toMs; at = next(at, step)) {
    if (at.getTime() >= span.fromMs) ticks.push({ ms: at.getTime(), unit: step.unit })
  }
  return ticks
}

/** The last round time at or before. */
function startOf(ms: number, { unit, count }: Step): Date {
  const date = new Date(ms)
  const [year, month, day, hours, minutes] = [
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
  ]
  const round = (value: number): number => Math.floor(value / count) * count
  switch (unit) {
    case 'second':
      return new Date(year, month, day, hours, minutes, round(date.getSeconds()))
    case 'minute':
      return new Date(year, month, day, hours, round(minutes))
    case 'hour':
      return new Date(year, month, day, round(hours))
    case 'day':
      return new Date(year, month, 1 + round(day - 1))
    case 'month':
      return new Date(year, round(month), 1)
    case 'year':
      return new Date(round(year), 0, 1)
    default:
      return assertNever(unit)
  }
}

function next(date: Date, { unit, count }: Step): Date {
  const after = new Date(date)
  switch (unit) {
    case 'second':
    case 'minute':
      after.setTime(date.getTime() + count * aboutMs[unit])
      return after
    case 'hour':
      return nextHour(date, count)
    case 'day':
      return nextDay(date, count)
    case 'month':
      after.setMonth(date.getMonth() + count)
      return after
    case 'year':
      after.setFullYear(date.getFullYear() + count)
      return after
    default:
      return assertNever(unit)
  }
}

/** Where the clocks are put forward or back, hours stay round and never stand still. */
function nextHour(date: Date, count: number): Date {
  const round = startOf(date.getTime() + count * hourMs, { unit: 'hour', count, aboutMs: 0 })
  return round > date ? round : new Date(date.getTime() + count * hourMs)
}

/** Every month begins anew, and no mark crowds its first. */
function nextDay(date: Date, count: number): Date {
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() + count)
  const month = new Date(date.getFullYear(), date.getMonth() + 1, 1)
  const isCrowded = day < month && (month.getTime() - day.getTime()) / dayMs < count / 2
  return day >= month || isCrowded ? month : day
}
