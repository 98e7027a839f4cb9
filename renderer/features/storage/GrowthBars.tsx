/** What was written month by month, as bars; the highest is the row's own. */
import type { TimeSlice } from '../../../shared/model/usage.ts'
import { barsWords, monthWords } from '../../strings/growth.ts'

type GrowthBarsProps = { readonly months: readonly TimeSlice[]; readonly bytes: readonly number[] }

export function GrowthBars({ months, bytes }: GrowthBarsProps) {
  const most = Math.max(1, ...bytes)
  return (
    <span className="growth-bars" role="img" aria-label={barsWords(months, bytes)}>
      {months.map((month, at) => (
        <span key={month.fromMs} title={monthWords(month, bytes[at] ?? 0)}>
          <span style={{ height: `${((bytes[at] ?? 0) / most) * 100}%` }} />
        </span>
      ))}
    </span>
  )
}
