/** The time of day in what somebody typed. */

export type TimeOfDay = {
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
  readonly ms: number
}

type Found = {
  /** null: no time was named. */
  readonly time: TimeOfDay | 'no-such-time' | null
  readonly rest: string
}

const named: readonly (readonly [RegExp, number])[] = [
  [/\bnoon\b/, 12],
  [/\bmidnight\b/, 0],
  [/\bmorning\b/, 9],
  [/\bevening\b/, 18],
]
const clock = /(?:^| )(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)? ?(am|pm)?(?= |$)/
const hourOnly = /(?:^| )(\d{1,2}) ?(am|pm|h)(?= |$)/
const hourBehindDay = /^(today|yesterday|(?:last )?[a-z]*day) (\d{1,2})$/

/** Takes the time out of the words, wherever in them it stands. */
export function readTimeOfDay(words: string): Found {
  for (const [pattern, hours] of named) {
    if (pattern.test(words)) return { time: atHour(hours), rest: without(words, pattern) }
  }
  const full = clock.exec(words)
  if (full !== null) {
    const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = full
    const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1000)
    const time = checked(hoursOf(Number(hours), half), Number(minutes), Number(seconds), ms)
    return { time, rest: without(words, clock) }
  }
  const hour = hourOnly.exec(words)
  if (hour !== null) {
    const [, hours = '', half] = hour
    return {
      time: checked(hoursOf(Number(hours), half === 'h' ? undefined : half), 0, 0, 0),
      rest: without(words, hourOnly),
    }
  }
  const behind = hourBehindDay.exec(words)
  return behind === null
    ? { time: null, rest: words }
    : { time: checked(Number(behind[2]), 0, 0, 0), rest: behind[1] ?? '' }
}

const atHour = (hours: number): TimeOfDay => ({ hours, minutes: 0, seconds: 0, ms: 0 })

const without = (words: string, pattern: RegExp): string =>
  words.replace(pattern, ' ').replace(/\s+/g, ' ').trim()

/** Out of range where no clock shows it. */
function hoursOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours
  if (hours < 1 || hours > 12) return NaN
  return (hours % 12) + (half === 'pm' ? 12 : 0)
}

function checked(hours: number, minutes: number, seconds: number, ms: number): TimeOfDay | 'no-such-time' {
  const exists = hours >= 0 && hours <= 23 && minutes <= 59 && seconds <= 59
  return exists ? { hours, minutes, seconds, ms } : 'no-such-time'
}
