/** One plan being drafted: decisions go to disk as they are made. */
import { failureBehind } from '../../shared/failure.ts'
import type { PlanSpec } from '../../shared/model/plan.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { Decision } from './decide/decision.ts'
import { rulesOf, type DraftContext } from './draft/draftContext.ts'
import { draftPlan } from './draft/draftPlan.ts'
import { dropIfSo } from './draft/alreadySo.ts'
import type { RunItem } from './planRows.ts'
import type { PlannerParts } from './planner.ts'
import { thereOf } from './sides.ts'

const chunk = 500

export class PlanDraft {
  /** Never rejects: a draft that failed says so in its plan. */
  readonly done: Promise<void>
  readonly #planId: string
  readonly #spec: PlanSpec
  readonly #parts: PlannerParts
  readonly #abort = new AbortController()
  readonly #progress: () => void
  #examined = 0
  #leftAsIs = 0
  #listings = 0
  #ordinal = 0

  constructor(planId: string, spec: PlanSpec, parts: PlannerParts, progress: () => void) {
    this.#planId = planId
    this.#spec = spec
    this.#parts = parts
    this.#progress = progress
    this.done = this.#draft()
  }

  async cancel(): Promise<void> {
    this.#abort.abort()
    await this.done
  }

  async #draft(): Promise<void> {
    const { storage } = this.#parts
    const planId = this.#planId
    try {
      await this.#decideAll(await this.#context())
      await storage.call('changePlan', { planId, state: 'ready', ...this.#counts() })
    } catch (error) {
      if (this.#abort.signal.aborted) await storage.call('removePlan', { planId })
      else
        await storage.call('changePlan', {
          planId,
          state: 'failed',
          failure: failureBehind(error),
          ...this.#counts(),
        })
    }
  }

  async #decideAll(context: DraftContext): Promise<void> {
    let waiting: Decision[] = []
    const flush = async (): Promise<void> => {
      const kept = await dropIfSo(context, waiting)
      this.#leftAsIs += waiting.length - kept.length
      waiting = []
      await this.#parts.storage.call('addItems', {
        planId: this.#planId,
        from: this.#ordinal,
        decisions: kept,
      })
      this.#ordinal += kept.length
      await this.#parts.storage.call('changePlan', { planId: this.#planId, ...this.#counts() })
      this.#progress()
    }
    for await (const decision of draftPlan(context, this.#spec)) {
      this.#examined += 1
      if (decision === null) this.#leftAsIs += 1
      else waiting.push(decision)
      if (waiting.length >= chunk) await flush()
    }
    await flush()
  }

  #counts() {
    return { examined: this.#examined, leftAsIs: this.#leftAsIs, listings: this.#listings }
  }

  async #context(): Promise<DraftContext> {
    const { signal } = this.#abort
    const reach = async (ref: BucketRef) => {
      const place = { server: await this.#parts.server(ref.connectionId), bucket: ref.bucket }
      return { place, rules: rulesOf(await this.#parts.versioning(ref, signal)) }
    }
    const here = await reach(this.#spec)
    return {
      ...here,
      reach,
      placeOf: async (side) => (side === 'here' ? here : await reach(await this.#there())).place,
      there: async (planId) => {
        const plan = await this.#parts.storage.call('readPlan', { planId })
        return reach(thereOf(plan?.spec ?? this.#spec, null))
      },
      copiedBefore: (copies) => {
        const { connectionId, bucket } = this.#spec
        return this.#parts.storage.call('copiedBefore', { connectionId, bucket, copies })
      },
      doneItems: (planId) => this.#doneItems(planId),
      nowMs: Date.now(),
      signal,
      count: () => {
        this.#listings += 1
      },
    }
  }

  async #there(): Promise<BucketRef> {
    const spec = this.#spec
    const undone =
      spec.kind === 'undo' ? await this.#parts.storage.call('readPlan', { planId: spec.planId }) : null
    return thereOf(spec, undone?.spec ?? null)
  }

  async *#doneItems(planId: string): AsyncGenerator<RunItem, void, void> {
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      const items = await this.#parts.storage.call('doneItems', { planId, before, count: chunk })
      yield* items
      const last = items.at(-1)
      if (last === undefined) return
      before = last.ordinal
    }
  }
}
