/** What happened at once in a folder, in words. */
import { counted, formatCount } from '../format/counts.ts'
import { formatDay, formatShortDate, formatTime } from '../format/times.ts'

/** How many files an outburst of changes added, replaced and deleted, and when. */
export type BurstFacts = {
  readonly fromMs: number
  readonly toMs: number
  readonly added: number
  readonly replaced: number
  readonly deleted: number
}

/** `1,812 files deleted`; `40 files replaced, 3 added, 1 deleted`: what there was most of comes first. */
export function burstSentence({ added, replaced, deleted }: BurstFacts): string {
  const parts = [
    { word: 'deleted', count: deleted },
    { word: 'replaced', count: replaced },
    { word: 'added', count: added },
  ]
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
  return parts
    .map(({ word, count }, at) => `${at === 0 ? counted(count, 'file') : formatCount(count)} ${word}`)
    .join(', ')
}

const minuteMs = 60_000

/** `yesterday, 14:02`, `11 Nov, 09:20 to 09:41`, `11 Nov, 23:50 to 12 Nov, 01:10`. */
export function burstTime({ fromMs, toMs }: BurstFacts, nowMs: number): string {
  const start = formatDay(fromMs, nowMs)
  if (Math.floor(fromMs / minuteMs) === Math.floor(toMs / minuteMs)) return start
  const sameDay = new Date(fromMs).toDateString() === new Date(toMs).toDateString()
  return `${start} to ${sameDay ? formatTime(toMs) : formatShortDate(toMs, nowMs)}`
}
