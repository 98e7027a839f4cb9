/** Round times in words, as short as their neighbours allow. */
import { assertNever } from '../../shared/assertNever.ts'

const monthOf = new Intl.DateTimeFormat('en-GB', { month: 'short' })
const dayOf = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const timeOf = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** `2026`, `Nov`, `10 Nov`, `16:00`: a new year or a new day is named where one begins. */
export function formatTick(ms: number, unit: 'minute' | 'hour' | 'day' | 'month' | 'year'): string {
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
    case 'hour':
    case 'minute':
      return isDay ? dayOf.format(ms) : timeOf.format(ms)
    default:
      return assertNever(unit)
  }
}
