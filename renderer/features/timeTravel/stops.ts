/** Places where the slider comes to rest: moments just before something happened. */

/** The stop nearest to a moment, if it is near enough. `stops` in order. */
export function snapped(ms: number, stops: readonly number[], reachMs: number): number {
  const after = firstAtOrAfter(stops, ms)
  const near = [stops[after - 1], stops[after]].filter((stop) => stop !== undefined)
  const best = near.toSorted((a, b) => Math.abs(a - ms) - Math.abs(b - ms))[0]
  return best !== undefined && Math.abs(best - ms) <= reachMs ? best : ms
}

/** The next stop after (1) or before (-1) a moment, itself not counted; null: there is none. */
export function stopBeside(ms: number, stops: readonly number[], by: 1 | -1): number | null {
  const at = firstAtOrAfter(stops, ms)
  if (by === -1) return stops[at - 1] ?? null
  return (stops[at] === ms ? stops[at + 1] : stops[at]) ?? null
}

function firstAtOrAfter(stops: readonly number[], ms: number): number {
  let low = 0
  let high = stops.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stops[middle] ?? Infinity) < ms) low = middle + 1
    else high = middle
  }
  return low
}
