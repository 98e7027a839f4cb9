/** One plan being run, from start or resumption to its end. */
import { failureBehind } from '../../shared/failure.ts'
import type { PlanState } from '../../shared/model/plan.ts'
import type { PlanRow } from './planRows.ts'
import type { PlannerParts } from './planner.ts'
import { openJournal } from './run/journal.ts'
import { PassAhead } from './run/passAhead.ts'
import type { RunContext } from './run/runContext.ts'
import { runPlan } from './run/runPlan.ts'
import { thereOf } from './sides.ts'

export class PlanRun {
  /** Never rejects: how it ended is in the plan. */
  readonly done: Promise<void>
  readonly #plan: PlanRow
  readonly #parts: PlannerParts
  readonly #progress: () => void
  readonly #abort = new AbortController()
  #stopAs: 'paused' | 'cancelled' | null = null
  #requests: number

  constructor(plan: PlanRow, parts: PlannerParts, progress: () => void) {
    this.#plan = plan
    this.#parts = parts
    this.#progress = progress
    this.#requests = plan.requestsMade
    this.done = this.#run()
  }

  /** Answers once it stopped. What was begun is settled by the server's answer, or stays intended. */
  async stop(as: 'paused' | 'cancelled'): Promise<void> {
    this.#stopAs ??= as
    if (as === 'cancelled') this.#abort.abort()
    await this.done
  }

  async #run(): Promise<void> {
    try {
      await runPlan(await this.#context())
      await this.#end(this.#stopAs ?? ((await this.#isComplete()) ? 'done' : 'paused'))
    } catch (error) {
      const failure = failureBehind(error)
      const state: PlanState = this.#stopAs ?? 'paused'
      await this.#end(state, failure.code === 'cancelled' ? null : failure)
    }
  }

  /** A run that met a lost server is paused, not over: what waits still waits. */
  async #end(state: PlanState, failure: PlanRow['failure'] = null): Promise<void> {
    const endedMs = state === 'paused' ? null : Date.now()
    const { planId, spec } = this.#plan
    const { storage } = this.#parts
    await storage.call('changePlan', { planId, state, endedMs, failure, requestsMade: this.#requests })
    if (spec.kind === 'undo' && state === 'done')
      await storage.call('changePlan', { planId: spec.planId, undoneBy: planId })
  }

  async #isComplete(): Promise<boolean> {
    const query = { planId: this.#plan.planId, states: ['intended', 'waiting'] as const, after: -1, count: 1 }
    return (await this.#parts.storage.call('nextItems', query)).length === 0
  }

  async #context(): Promise<RunContext> {
    const { storage, publish, server } = this.#parts
    const { planId, spec, listings, mayDestroy, keepAcl } = this.#plan
    const undone = spec.kind === 'undo' ? await storage.call('readPlan', { planId: spec.planId }) : null
    const there = thereOf(spec, undone?.spec ?? null)
    const { states } = await storage.call('itemCounts', { planId })
    const items = states.reduce((sum, { count }) => sum + count, 0)
    return {
      plan: this.#plan,
      storage,
      journal: openJournal(storage, planId),
      places: {
        here: { server: await server(spec.connectionId), bucket: spec.bucket, ref: spec },
        there: { server: await server(there.connectionId), bucket: there.bucket, ref: there },
      },
      mayDestroy,
      keepAcl: keepAcl || undone?.keepAcl === true,
      versioning: async (side) => {
        const ref = side === 'here' ? spec : there
        return (await this.#parts.versioning(ref, this.#abort.signal)).state
      },
      patienceMs: this.#parts.patienceMs ?? 500,
      dense: items >= listings,
      ahead: new PassAhead(),
      publish,
      count: () => {
        this.#requests += 1
      },
      progress: this.#progress,
      stopping: () => this.#stopAs !== null,
      signal: this.#abort.signal,
    }
  }
}
