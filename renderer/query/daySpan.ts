/** Days as people type them in a search: `2026-10-01`, `2026-10`, `yesterday`, `7d`. Pure. */

/** Both ends included. */
export type DaySpan = { readonly fromMs: number; readonly toMs: number }

const written = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[t_](\d{1,2}):(\d{2}))?)?)?$/u
const ago = /^(\d{1,4})([hdwmy])$/u

/** In the time zone of this computer; null: it is no date. */
export function daySpan(text: string, nowMs: number): DaySpan | null {
  const word = text.toLowerCase()
  if (word === 'today') return days(nowMs, 0, 1)
  if (word === 'yesterday') return days(nowMs, -1, 1)
  const back = ago.exec(word)
  if (back !== null) return { fromMs: timeAgo(nowMs, Number(back[1]), back[2] ?? 'd'), toMs: nowMs }
  const parts = written.exec(word)
  return parts === null ? null : writtenSpan(parts.slice(1).map((part) => part ?? null))
}

function days(nowMs: number, from: number, count: number): DaySpan {
  const now = new Date(nowMs)
  const at = (day: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + day).getTime()
  return { fromMs: at(from), toMs: at(from + count) - 1 }
}

const hourMs = 3_600_000

function timeAgo(nowMs: number, count: number, unit: string): number {
  const date = new Date(nowMs)
  if (unit === 'h') return nowMs - count * hourMs
  if (unit === 'm') date.setMonth(date.getMonth() - count)
  else if (unit === 'y') date.setFullYear(date.getFullYear() - count)
  else date.setDate(date.getDate() - count * (unit === 'w' ? 7 : 1))
  return date.getTime()
}

/** As long as what was written is exact: a year, a month, a day, a minute. */
function writtenSpan(parts: readonly (string | null)[]): DaySpan | null {
  const [year = null, month = null, day = null, hour = null, minute = null] = parts.map((part) =>
    part === null ? null : Number(part),
  )
  if (year === null) return null
  const from = new Date(year, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0)
  const isReal =
    from.getFullYear() === year &&
    (month === null || from.getMonth() === month - 1) &&
    (day === null || from.getDate() === day) &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60
  if (!isReal) return null
  const to = new Date(from)
  if (minute !== null) to.setMinutes(to.getMinutes() + 1)
  else if (day !== null) to.setDate(to.getDate() + 1)
  else if (month !== null) to.setMonth(to.getMonth() + 1)
  else to.setFullYear(to.getFullYear() + 1)
  return { fromMs: from.getTime(), toMs: to.getTime() - 1 }
}
