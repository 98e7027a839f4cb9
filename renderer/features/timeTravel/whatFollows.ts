/** What happened next after a moment. */
import type { Bin, Burst } from '../../../shared/model/activity.ts'

export type Following = {
  /** When it began. */
  readonly fromMs: number
  readonly added: number
  readonly replaced: number
  readonly deleted: number
}

/** The rest of the burst that the moment lies in, where its seconds are known; else the next burst. null: nothing. */
export function whatFollows(
  ms: number,
  bursts: readonly Burst[],
  seconds: readonly Bin[] | null,
): Following | null {
  const around = bursts.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs)
  const rest = (seconds ?? []).filter(({ startMs }) => startMs > ms && startMs <= (around?.toMs ?? -Infinity))
  const [first] = rest
  if (first === undefined) return bursts.find(({ fromMs }) => fromMs > ms) ?? null
  const sum = (count: (bin: Bin) => number): number => rest.reduce((total, bin) => total + count(bin), 0)
  return {
    fromMs: first.startMs,
    added: sum(({ added }) => added),
    replaced: sum(({ replaced }) => replaced),
    deleted: sum(({ deleted }) => deleted),
  }
}
