/** Delete: everything live gets a marker. */
import { stateNow, type KeyHistory } from '../../../shared/history.ts'
import { mark, type BucketRules, type Decision } from './decision.ts'

export function decideDelete(history: KeyHistory, rules: BucketRules): Decision | null {
  return stateNow(history).kind === 'live' ? mark(history, rules) : null
}
