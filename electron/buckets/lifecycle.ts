/** The lifecycle rules of buckets, and the purge rules Strata writes among them. */
import { FailureError } from '../../shared/failure.ts'
import {
  ownRulePrefix,
  purgeAsLifecycle,
  type LifecycleRule,
  type RuleDifference,
  type Shortfall,
} from '../../shared/model/lifecycle.ts'
import type { PurgeRule } from '../../shared/model/plan.ts'
import type { BucketRef, PrefixRef } from '../../shared/model/selection.ts'
import type { Connections } from '../connections/connections.ts'
import { readLifecycle, type Lifecycle } from '../s3/lifecycle.ts'
import { ownRuleId } from './lifecycleRule.ts'
import { cannotSay, notOurs } from './lifecycleWords.ts'
import { removeRule, writeRule, type RulesPlace } from './writeRule.ts'

type Rules = { readonly rules: LifecycleRule[] }
type Written = {
  readonly rule: LifecycleRule
  readonly differences: RuleDifference[]
  readonly shortfalls: Shortfall[]
}

export class LifecycleRules {
  readonly #connections: Connections
  /** Per bucket the last write, which the next one waits for. */
  readonly #writes = new Map<string, Promise<unknown>>()

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** In the server's order; null: this server keeps no lifecycle rules. */
  async read(ref: BucketRef, signal: AbortSignal): Promise<{ rules: LifecycleRule[] | null }> {
    try {
      const server = await this.#connections.server(ref.connectionId)
      return rulesOf(await readLifecycle(server, ref.bucket, { signal }))
    } catch (error) {
      if (error instanceof FailureError && error.failure.reason === 'no-lifecycle') return { rules: null }
      throw error
    }
  }

  /**
   * Takes the place of our former rule for this prefix; all other rules stay as they are.
   * Failures: those of writeRule; invalid-request (keeps-too-many, too-many-days, unwritable-prefix).
   */
  async write({ prefix, ...ref }: PrefixRef, purge: PurgeRule, signal: AbortSignal): Promise<Written> {
    const said = purgeAsLifecycle(prefix, purge)
    if ('obstacle' in said) throw cannotSay(said.obstacle)
    const rule = { id: ownRuleId(prefix), ...said.terms }
    return this.#inTurn(ref, async (place) => {
      const written = await writeRule(place, rule, signal)
      return { rule: written.rule, differences: [...written.differences], shortfalls: [...said.shortfalls] }
    })
  }

  async remove(ref: BucketRef, id: string, signal: AbortSignal): Promise<Rules> {
    if (!id.startsWith(ownRulePrefix)) throw notOurs(id)
    return this.#inTurn(ref, async (place) => rulesOf(await removeRule(place, id, signal)))
  }

  async #inTurn<T>({ connectionId, bucket }: BucketRef, work: (place: RulesPlace) => Promise<T>): Promise<T> {
    const server = await this.#connections.server(connectionId)
    const name = `${server.host}/${bucket}`
    const last = this.#writes.get(name) ?? Promise.resolve()
    const mine = last.then(
      () => work({ server, bucket }),
      () => work({ server, bucket }),
    )
    this.#writes.set(name, mine)
    try {
      return await mine
    } finally {
      if (this.#writes.get(name) === mine) this.#writes.delete(name)
    }
  }
}

const rulesOf = ({ rules }: Lifecycle): Rules => ({ rules: rules.map(({ rule }) => rule) })
