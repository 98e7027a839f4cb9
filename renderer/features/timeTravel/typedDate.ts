/** A moment as people type it, in their own time zone unless they name another. */
import { readDay, type Day, type DayProblem } from './typedDay.ts'
import { readTimeOfDay, type TimeOfDay } from './typedTime.ts'

export type TypedProblem = DayProblem | 'not-understood' | 'no-such-time' | 'ahead'
export type Typed =
  | { readonly kind: 'moment'; readonly ms: number }
  | { readonly kind: 'problem'; readonly problem: TypedProblem }

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * `yesterday 9:00`, `2 hours ago`, `10 nov`, `last monday noon`, `2026-11-10 15:59`, ISO 8601 with a zone. A day alone
 * is its beginning; a day without its year, or a time without its day, is the latest that has passed.
 */
export function readTypedDate(text: string, nowMs: number): Typed {
  const words = text
    .toLowerCase()
    .replace(/[,\u202f\u00a0]/g, ' ')
    .replace(/\b(?:at|on|the)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words === '') return problem('not-understood')
  if (words === 'now') return { kind: 'moment', ms: nowMs }
  const read = agoOf(words, nowMs) ?? readDayAndTime(words, nowMs)
  return read.kind === 'moment' && read.ms > nowMs ? problem('ahead') : read
}

const problem = (problem: TypedProblem): Typed => ({ kind: 'problem', problem })

const unitsMs: readonly (readonly [RegExp, number])[] = [
  [/^s(?:ec(?:ond)?s?)?$/, 1000],
  [/^m(?:in(?:ute)?s?)?$/, minuteMs],
  [/^h(?:rs?|ours?)?$/, hourMs],
]
const calendarUnits: readonly (readonly [RegExp, (date: Date, count: number) => void])[] = [
  [/^d(?:ays?)?$/, (date, count) => date.setDate(date.getDate() - count)],
  [/^w(?:eeks?)?$/, (date, count) => date.setDate(date.getDate() - 7 * count)],
  [/^mo(?:nths?)?$/, (date, count) => backMonths(date, count)],
  [/^y(?:(?:ea)?rs?)?$/, (date, count) => backMonths(date, 12 * count)],
]

/** 31 March less a month is the last of February. */
function backMonths(date: Date, count: number): void {
  const day = date.getDate()
  date.setDate(1)
  date.setMonth(date.getMonth() - count)
  const lastDay = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()
  date.setDate(Math.min(day, lastDay))
}

/** null: it is something else. */
function agoOf(words: string, nowMs: number): Typed | null {
  const last = /^last (week|month|year)$/.exec(words)
  if (last !== null) return ago(1, last[1] ?? '', nowMs)
  const half = words.replace(/^half an? /, '0.5 ').replace(/^an? /, '1 ')
  const match = /^(\d+(?:\.\d+)?) ?([a-z]+) ago$/.exec(half)
  return match === null ? null : ago(Number(match[1]), match[2] ?? '', nowMs)
}

function ago(count: number, unit: string, nowMs: number): Typed {
  const unitMs = unitsMs.find(([pattern]) => pattern.test(unit))?.[1]
  if (unitMs !== undefined) return { kind: 'moment', ms: Math.round(nowMs - count * unitMs) }
  const back = calendarUnits.find(([pattern]) => pattern.test(unit))?.[1]
  if (back === undefined || !Number.isInteger(count)) return problem('not-understood')
  const date = new Date(nowMs)
  back(date, count)
  return Number.isNaN(date.getTime()) ? problem('no-such-day') : { kind: 'moment', ms: date.getTime() }
}

/** A day and a time in either order, each may be missing, and a zone behind them. */
function readDayAndTime(words: string, nowMs: number): Typed {
  const { rest, zoneMinutes } = zoneOf(words.replace(/(\d)t(\d)/, '$1 $2'))
  const { time, rest: dayWords } = readTimeOfDay(rest)
  if (time === 'no-such-time') return problem(time)
  if (dayWords === '') return time === null ? problem('not-understood') : latestAt(time, zoneMinutes, nowMs)
  const day = readDay(dayWords, nowMs)
  if (day.kind === 'problem') return day
  const ms = timeAt(day, time ?? { hours: 0, minutes: 0, seconds: 0, ms: 0 }, zoneMinutes)
  return { kind: 'moment', ms }
}

/** A zone comes behind a time only: the hyphens of a date are none. */
function zoneOf(words: string): { readonly rest: string; readonly zoneMinutes: number | null } {
  const utc = /^(.*\d) ?(?:z|utc|gmt)$/.exec(words)
  if (utc !== null) return { rest: utc[1] ?? '', zoneMinutes: 0 }
  const offset = /^(.*:\d\d(?:[.:]\d+)*) ?([+-])(\d\d):?(\d\d)$/.exec(words)
  if (offset === null) return { rest: words, zoneMinutes: null }
  const minutes = Number(offset[3]) * 60 + Number(offset[4])
  return { rest: offset[1] ?? '', zoneMinutes: offset[2] === '-' ? -minutes : minutes }
}

function timeAt(day: Day, time: TimeOfDay, zoneMinutes: number | null): number {
  const parts = [day.year, day.month, day.day, time.hours, time.minutes, time.seconds, time.ms] as const
  return zoneMinutes === null ? new Date(...parts).getTime() : Date.UTC(...parts) - zoneMinutes * minuteMs
}

/** Today, or yesterday where today's is still ahead. */
function latestAt(time: TimeOfDay, zoneMinutes: number | null, nowMs: number): Typed {
  const now = new Date(nowMs + (zoneMinutes ?? 0) * minuteMs)
  const today =
    zoneMinutes === null
      ? { year: now.getFullYear(), month: now.getMonth(), day: now.getDate() }
      : { year: now.getUTCFullYear(), month: now.getUTCMonth(), day: now.getUTCDate() }
  const ms = timeAt(today, time, zoneMinutes)
  return {
    kind: 'moment',
    ms: ms <= nowMs ? ms : timeAt({ ...today, day: today.day - 1 }, time, zoneMinutes),
  }
}
