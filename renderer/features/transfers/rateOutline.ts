/** Rates of the last seconds as the outline of a graph, one second a step, the newest at the right. */

/** As many seconds fill the graph's width. */
export const ratesKept = 60

type Outline = { readonly line: string; readonly area: string }

/** Within `0 0 59 1`, the fastest second at the top; null: too little is known to be drawn. */
export function outlineOf(rates: readonly number[]): Outline | null {
  const shown = rates.slice(-ratesKept)
  const most = Math.max(...shown)
  if (shown.length < 2 || most <= 0) return null
  const firstX = ratesKept - shown.length
  const points = shown.map((rate, at) => `${firstX + at} ${(1 - Math.max(0, rate) / most).toFixed(3)}`)
  const line = `M${points.join('L')}`
  return { line, area: `${line}V1H${firstX}Z` }
}

/** What all of them moved in each second; they end now, however long ago each began. */
export function summedRates(all: readonly (readonly number[])[]): readonly number[] {
  const seconds = Math.min(ratesKept, Math.max(0, ...all.map((rates) => rates.length)))
  return Array.from({ length: seconds }, (_, at) =>
    all.reduce((sum, rates) => sum + (rates[rates.length - seconds + at] ?? 0), 0),
  )
}
