/** Writes and deletes under a prefix over time, for the time bar. */
import type { Database } from '../../storage/sqlite.ts'
import { hourMs, minuteMs } from '../cells.ts'
import { activityBetween, type Activity } from './activity.ts'

export type HistogramQuery = {
  readonly prefix: string
  readonly fromMs: number
  readonly toMs: number
  /** At most so many bins: each is a whole number of hours, of minutes where those would be too many, or of seconds. */
  readonly bins: number
}

export type Bin = Omit<Activity, 'slot'> & { readonly startMs: number }

/** Only bins in which something happened, in order; each reaches from its start for `stepMs`. */
export type Histogram = { readonly stepMs: number; readonly bins: readonly Bin[] }

export function histogram(database: Database, { prefix, fromMs, toMs, bins }: HistogramQuery): Histogram {
  const stepMs = stepOf((toMs - fromMs) / Math.max(1, bins))
  const slots = { unit: stepMs, from: Math.floor(fromMs / stepMs), to: Math.floor(toMs / stepMs) + 1 }
  const found = activityBetween(database, prefix, slots)
  return { stepMs, bins: found.map(({ slot, ...sums }) => ({ startMs: slot * stepMs, ...sums })) }
}

function stepOf(widthMs: number): number {
  const unit = widthMs >= hourMs ? hourMs : widthMs >= minuteMs ? minuteMs : 1000
  return Math.max(1, Math.ceil(widthMs / unit)) * unit
}
