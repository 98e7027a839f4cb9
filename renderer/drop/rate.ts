/** How fast something goes, from what it had done at moments of the last seconds. */

export type Sample = { readonly atMs: number; readonly bytes: number }

const leastMs = 600

/** Bytes per second between the first and the last sample; null while that says nothing yet. */
export function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.atMs - first.atMs < leastMs) return null
  const bytes = last.bytes - first.bytes
  return bytes <= 0 ? null : (bytes * 1000) / (last.atMs - first.atMs)
}
