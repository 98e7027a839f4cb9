/** Words about what grows. */
import type { TimeSlice } from '../../shared/model/usage.ts'
import { formatBytes, spokenBytes } from '../format/bytes.ts'
import { formatMonth } from '../format/times.ts'

export const growthWords = {
  tab: 'What grows',
  lead: 'What was written and is still kept, old versions included. What was destroyed since then is not counted.',
  loading: 'Looking at what was written…',
  months: 'Last 12 months',
  recent: 'Last 30 days',
  year: 'In 12 months',
  whole: 'All of it',
  nothing: '—',
} as const

/** `Nov 2026: 1.2 GB`. */
export const monthWords = ({ fromMs }: TimeSlice, bytes: number): string =>
  `${formatMonth(fromMs)}: ${formatBytes(bytes)}`

/** For those who listen: the bars say it to the others. */
export function barsWords(months: readonly TimeSlice[], bytes: readonly number[]): string {
  const most = Math.max(0, ...bytes)
  const month = months[bytes.indexOf(most)]
  if (most === 0 || month === undefined) return 'Nothing was written in 12 months'
  return `Most was written in ${formatMonth(month.fromMs)}: ${spokenBytes(most)}`
}
