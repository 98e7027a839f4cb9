/** Moments and durations for people, in their own time zone. */
import { counted } from './counts.ts'

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const sameYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const timeOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const inUtc = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
})

/** `12 Nov 2026, 18:04`. */
export const formatDate = (ms: number): string => dayAndTime.format(ms)

/** `11 Nov, 09:20`; with its year when that isn't this one. */
export function formatShortDate(ms: number, nowMs: number): string {
  const thisYear = new Date(ms).getFullYear() === new Date(nowMs).getFullYear()
  return (thisYear ? sameYear : dayAndTime).format(ms)
}

const withSeconds = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `12 Nov 2026, 18:04:31`; without the seconds where there are none. */
export const formatPrecise = (ms: number): string =>
  Math.floor(ms / 1000) % 60 === 0 ? formatDate(ms) : withSeconds.format(ms)

/** `18:04`. */
export const formatTime = (ms: number): string => timeOnly.format(ms)

const monthOnly = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' })

/** `Nov 2026`. */
export const formatMonth = (ms: number): string => monthOnly.format(ms)

/** `12 Nov 2026, 17:04:31 UTC`: what is the same for everybody, shown on hover. */
export const formatUtc = (ms: number): string => `${inUtc.format(ms)} UTC`

const dayOf = (ms: number): number => {
  const date = new Date(ms)
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000
}

/** `today, 18:04`, `yesterday, 21:47`, `11 Nov, 16:10`. */
export function formatDay(ms: number, nowMs: number): string {
  const daysAgo = dayOf(nowMs) - dayOf(ms)
  if (daysAgo === 0) return `today, ${formatTime(ms)}`
  if (daysAgo === 1) return `yesterday, ${formatTime(ms)}`
  return formatShortDate(ms, nowMs)
}

/** `6 s`, `4 min`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** `just now`, `6 min ago`, `5 h ago`, `3 days ago`, `14 months ago`; what lies ahead by a wrong clock is now. */
export function formatAge(ms: number, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - ms)
  if (ageMs < 60_000) return 'just now'
  if (ageMs < hourMs) return `${Math.floor(ageMs / 60_000)} min ago`
  if (ageMs < dayMs) return `${Math.floor(ageMs / hourMs)} h ago`
  const days = Math.floor(ageMs / dayMs)
  if (days < 60) return `${counted(days, 'day')} ago`
  if (days < 730) return `${Math.floor(days / 30.44)} months ago`
  return `${Math.floor(days / 365.25)} years ago`
}
