/** The burst that somebody points at: of those within reach, the biggest. */
import type { Burst } from '../../../shared/model/activity.ts'

const sizeOf = ({ added, replaced, deleted }: Burst): number => added + replaced + deleted

export function burstNear(bursts: readonly Burst[], ms: number, reachMs: number): Burst | null {
  const near = bursts.filter(({ fromMs, toMs }) => fromMs - reachMs <= ms && ms <= toMs + reachMs)
  return near.reduce<Burst | null>(
    (best, burst) => (best === null || sizeOf(burst) > sizeOf(best) ? burst : best),
    null,
  )
}
