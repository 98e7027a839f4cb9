/** Moments and durations for people, in their own time zone. */

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

/** `18:04`. */
export const formatTime = (ms: number): string => timeOnly.format(ms)

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
