/** Rewind: a key becomes again what it was at an instant, and nothing is destroyed for it. */
import { stateAt, stateNow, type Instant, type KeyHistory } from '../../../shared/history.ts'
import { bringBack, mark, refuse, type BucketRules, type Decision } from './decision.ts'

/** null: the key is now what it was then. */
export function decideRewind(history: KeyHistory, instant: Instant, rules: BucketRules): Decision | null {
  const then = stateAt(history, instant)
  const now = stateNow(history)
  const decision =
    then.kind === 'live'
      ? bringBack(history, then.version, rules)
      : now.kind === 'live'
        ? mark(history, rules)
        : null
  if (then.certain) return decision
  // What was there then may have been a `null` version that is gone: never put something else in its place.
  return refuse(history, 'uncertain', then.kind === 'live' ? then.version : null)
}
