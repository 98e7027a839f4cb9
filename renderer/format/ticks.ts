/** Round times in words, as short as their neighbours allow. */
import { assertNever } from '../../shared/assertNever.ts'
import { formatTime } from './times.ts'

const monthOf = new Intl.DateTimeFormat('en-GB', { month: 'short' })
const dayOf = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndTimeOf = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const monthAndYearOf = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' })
const exactTimeOf = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

type TickUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

/** `2026`, `Nov`, `10 Nov`, `16:00`: a new year or a new day is named where one begins. */
export function formatTick(ms: number, unit: TickUnit): string {
  const date = new Date(ms)
  const isDay = date.getHours() === 0 && date.getMinutes() === 0
  const isYear = isDay && date.getMonth() === 0 && date.getDate() === 1
  switch (unit) {
    case 'year':
      return String(date.getFullYear())
    case 'month':
      return isYear ? String(date.getFullYear()) : monthOf.format(ms)
    case 'day':
      return isYear ? String(date.getFullYear()) : dayOf.format(ms)
    case 'second':
      return exactTimeOf.format(ms)
    case 'hour':
    case 'minute':
      return isDay ? dayOf.format(ms) : formatTime(ms)
    default:
      return assertNever(unit)
  }
}

/** The first one names the day or the year that the others leave out. */
export function formatFirstTick(ms: number, unit: TickUnit): string {
  if (unit === 'month') return monthAndYearOf.format(ms)
  const isTime = unit === 'hour' || unit === 'minute' || unit === 'second'
  return isTime ? dayAndTimeOf.format(ms) : formatTick(ms, unit)
}
