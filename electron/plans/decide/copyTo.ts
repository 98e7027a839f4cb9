/** Copy and move: a version arrives under another key, on top of whatever is there. */
import { stateAt, stateNow, type Instant, type KeyHistory } from '../../../shared/history.ts'
import { keyByteLength } from '../../../shared/key.ts'
import type { Refusal } from '../../../shared/model/plan.ts'
import { isCold } from '../../../shared/model/version.ts'
import { victimOf } from '../actions/victim.ts'
import { fingerprint, refuse, sourceOf, type BucketRules, type Decision } from './decision.ts'

const mostKeyBytes = 1024

export type CopyTo = {
  readonly verb: 'copy' | 'move'
  /** null: as it is now. */
  readonly instant: Instant | null
  /** The history of the target key, without entries when nothing was ever there. */
  readonly there: KeyHistory
  /** The target lies in the same bucket of the same connection. */
  readonly sameBucket: boolean
  /** What the target's bucket allows. */
  readonly rules: BucketRules
  /** A move marks the source: what its bucket allows. */
  readonly sourceRules: BucketRules
}

/** null: there is nothing to copy, because the key is not live at that instant. */
export function decideCopyTo(history: KeyHistory, options: CopyTo): Decision | null {
  const { verb, instant, there, sameBucket, rules } = options
  const state = instant === null ? stateNow(history) : stateAt(history, instant)
  if (state.kind !== 'live') return state.certain ? null : refuse(history, 'uncertain')
  const { version } = state
  const refused = (refusal: Refusal): Decision => ({ ...refuse(there, refusal, version), side: 'there' })
  if (!state.certain) return refused('uncertain')
  if (sameBucket && there.key === history.key && version === history.entries[0])
    return refused('target-is-source')
  if (keyByteLength(there.key) > mostKeyBytes) return refused('key-too-long')
  if (isCold(version.storageClass)) return refused('cold')
  const top = there.entries[0]
  const destroys =
    victimOf(rules.versioning, there.entries) !== null ||
    (verb === 'move' && victimOf(options.sourceRules.versioning, history.entries) !== null)
  return {
    key: there.key,
    side: 'there',
    group: destroys ? 'needs-consent' : top === undefined || top.isMarker ? 'arrive' : 'replace',
    action: { kind: verb, from: sourceOf(version) },
    refusal: destroys ? 'would-destroy' : null,
    sizeBytes: version.sizeBytes ?? 0,
    sourceMs: version.modifiedMs,
    currentMs: top?.modifiedMs ?? null,
    currentBytes: top?.sizeBytes ?? null,
    expected: fingerprint(top),
  }
}
