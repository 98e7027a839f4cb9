/** The day in what somebody typed. */

/** `month` counts from 0, as dates do. */
export type Day = { readonly year: number; readonly month: number; readonly day: number }

export type DayProblem = 'not-understood' | 'no-such-day' | 'which-is-the-month'
type Read = ({ readonly kind: 'day' } & Day) | { readonly kind: 'problem'; readonly problem: DayProblem }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export function readDay(words: string, nowMs: number): Read {
  return (
    nearDay(words, nowMs) ?? namedMonth(words, nowMs) ?? numbers(words, nowMs) ?? problem('not-understood')
  )
}

const problem = (problem: DayProblem): Read => ({ kind: 'problem', problem })

/** `today`, `yesterday`, `mon`, `last friday`: the last one that has begun, today not counted. */
function nearDay(words: string, nowMs: number): Read | null {
  const now = new Date(nowMs)
  const back = (days: number): Read =>
    dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days))
  if (words === 'today') return back(0)
  if (words === 'yesterday') return back(1)
  const name = words.replace(/^last /, '')
  const weekday = name.length < 3 ? -1 : weekdays.findIndex((day) => day.startsWith(name))
  return weekday === -1 ? null : back(((now.getDay() - weekday + 6) % 7) + 1)
}

const dayOf = (date: Date): Read => ({
  kind: 'day',
  year: date.getFullYear(),
  month: date.getMonth(),
  day: date.getDate(),
})

/** `10 nov`, `nov 10 2026`, `10th november`, `nov 2026`. */
function namedMonth(words: string, nowMs: number): Read | null {
  const name = /[a-z]{3,}/.exec(words)?.[0] ?? ''
  const month = months.findIndex((short, at) => name.startsWith(short) && monthNames[at]?.startsWith(name))
  const isSept = name === 'sept'
  if (month === -1 && !isSept) return null
  const rest = words
    .replace(name, ' ')
    .replace(/(\d)(?:st|nd|rd|th)\b/, '$1')
    .replace(/[-./]/g, ' ')
    .trim()
  const counts = rest === '' ? [] : rest.split(/\s+/)
  if (!counts.every((count) => /^\d+$/.test(count)) || counts.length > 2) return null
  const year = counts.find((count) => count.length === 4)
  const day = counts.find((count) => count.length <= 2) ?? '1'
  if (counts.length === 2 && year === undefined) return null
  return checked(year === undefined ? null : Number(year), isSept ? 8 : month, Number(day), nowMs)
}

/** `2026-11-10`, `2026-11`, `10.11.2026`, `10.11.`; with slashes only where one number can't be the month. */
function numbers(words: string, nowMs: number): Read | null {
  const iso = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(words)
  if (iso !== null) return checked(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3] ?? 1), nowMs)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?(\d{4})?$/.exec(words)
  if (dotted !== null) {
    const year = dotted[3] === undefined ? null : Number(dotted[3])
    return checked(year, Number(dotted[2]) - 1, Number(dotted[1]), nowMs)
  }
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(words)
  if (slashed === null) return null
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  if (first <= 12 && second <= 12 && first !== second) return problem('which-is-the-month')
  return first > 12 ? checked(year, second - 1, first, nowMs) : checked(year, first - 1, second, nowMs)
}

/** Without a year, the last such day that has begun. */
function checked(year: number | null, month: number, day: number, nowMs: number): Read {
  const now = new Date(nowMs)
  const thisYear = now.getFullYear()
  // 29 February is up to eight years back.
  const years = year === null ? Array.from({ length: 9 }, (_, back) => thisYear - back) : [year]
  for (const candidate of years) {
    const date = new Date(candidate, month, day)
    const exists = date.getMonth() === month && date.getDate() === day
    if (exists && (year !== null || date.getTime() <= nowMs)) return dayOf(date)
  }
  return problem('no-such-day')
}
