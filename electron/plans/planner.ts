/** The planner: plans drafted from the bucket, kept on disk, run, paused, resumed after a crash, undone. */
import { randomUUID } from 'node:crypto'
import { failed } from '../../shared/failure.ts'
import type { Change } from '../../shared/model/change.ts'
import { itemStateSchema, type PlanGroup, type PlanSpec, type PlanSummary } from '../../shared/model/plan.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { BucketVersioning } from '../s3/versioning.ts'
import type { S3Server } from '../s3/server.ts'
import type { Storage } from '../storage/storage.ts'
import { PlanDraft } from './planDraft.ts'
import { PlanRun } from './planRun.ts'
import type { PlanRow, RunItem } from './planRows.ts'
import { summaryOf } from './summary.ts'

export type PlannerParts = {
  readonly storage: Storage
  readonly server: (connectionId: string) => Promise<S3Server>
  readonly versioning: (ref: BucketRef, signal: AbortSignal) => Promise<BucketVersioning>
  readonly publish: (change: Change) => void
  /** The first wait for a server that stays away; tests are less patient. */
  readonly patienceMs?: number
}

export class Planner {
  readonly #parts: PlannerParts
  readonly #drafts = new Map<string, PlanDraft>()
  readonly #runs = new Map<string, PlanRun>()
  readonly #listeners = new Set<(planId: string) => void>()

  constructor(parts: PlannerParts) {
    this.#parts = parts
  }

  /** What a crash left behind: drafts are dropped, runs are paused until a person says go on. */
  async recover(): Promise<void> {
    for (const { planId, state } of await this.#parts.storage.call('unfinishedPlans', undefined)) {
      if (state === 'drafting') await this.#parts.storage.call('removePlan', { planId })
      if (state === 'running') await this.#parts.storage.call('changePlan', { planId, state: 'paused' })
    }
  }

  /** Begins to draft; `watch` tells how far it is. Answers with the plan's id at once. */
  async create(spec: PlanSpec): Promise<string> {
    const planId = randomUUID()
    await this.#parts.storage.call('createPlan', { planId, spec, createdMs: Date.now() })
    const draft = new PlanDraft(planId, spec, this.#parts, () => this.#tell(planId))
    this.#drafts.set(planId, draft)
    void draft.done.finally(() => {
      this.#drafts.delete(planId)
      this.#tell(planId)
    })
    return planId
  }

  /** Answers once the draft is ready, or failed. */
  async drafted(planId: string): Promise<PlanSummary> {
    await this.#drafts.get(planId)?.done
    return this.summary(planId)
  }

  async summary(planId: string): Promise<PlanSummary> {
    const plan = await this.#read(planId)
    return summaryOf(plan, await this.#parts.storage.call('itemCounts', { planId }))
  }

  /** Every plan that was run, newest first. */
  async list(start: number, end: number): Promise<PlanSummary[]> {
    const plans = await this.#parts.storage.call('listPlans', { start, end })
    return Promise.all(
      plans.map(async (plan) =>
        summaryOf(plan, await this.#parts.storage.call('itemCounts', { planId: plan.planId })),
      ),
    )
  }

  items(window: { planId: string; group: PlanGroup; search: string; start: number; end: number }) {
    return this.#parts.storage.call('itemWindow', window)
  }

  /** The only item of a plan about one key; null where nothing has to be done. */
  async firstItem(planId: string): Promise<RunItem | null> {
    const query = { planId, states: itemStateSchema.options, after: -1, count: 1 }
    const [item] = await this.#parts.storage.call('nextItems', query)
    return item ?? null
  }

  /** Starts or goes on. Failures: conflict (plan-state) where it is not ready or paused. */
  async run(planId: string, mayDestroy: boolean, keepAcl = false): Promise<void> {
    const plan = await this.#read(planId)
    if ((plan.state !== 'ready' && plan.state !== 'paused') || this.#runs.has(planId))
      throw wrongState(plan.state)
    const startedMs = plan.startedMs ?? Date.now()
    await this.#parts.storage.call('changePlan', {
      planId,
      state: 'running',
      startedMs,
      mayDestroy: plan.mayDestroy || mayDestroy,
      keepAcl: plan.keepAcl || keepAcl,
      failure: null,
    })
    const run = new PlanRun(await this.#read(planId), this.#parts, () => this.#tell(planId))
    this.#runs.set(planId, run)
    this.#tell(planId)
    void run.done.finally(() => {
      this.#runs.delete(planId)
      this.#tell(planId)
    })
  }

  /** Answers once nothing of it runs any more. */
  async finished(planId: string): Promise<PlanSummary> {
    await this.#runs.get(planId)?.done
    return this.summary(planId)
  }

  /** Stops after what is under way; it goes on where it was. */
  async pause(planId: string): Promise<void> {
    await this.#runs.get(planId)?.stop('paused')
  }

  /** Stops for good; what is done stays done and can be undone. A draft is dropped. */
  async cancel(planId: string): Promise<void> {
    const draft = this.#drafts.get(planId)
    if (draft) {
      await draft.cancel()
      return
    }
    const run = this.#runs.get(planId)
    if (run) return run.stop('cancelled')
    const { state, startedMs } = await this.#read(planId)
    if (state === 'ready' || (state === 'failed' && startedMs === null))
      await this.#parts.storage.call('removePlan', { planId })
    if (state === 'paused')
      await this.#parts.storage.call('changePlan', { planId, state: 'cancelled', endedMs: Date.now() })
    this.#tell(planId)
  }

  /** Drafts what takes a finished plan back; answers with the new plan's id. */
  async undo(planId: string): Promise<string> {
    const { canUndo, spec } = await this.summary(planId)
    if (!canUndo) throw notUndoable()
    const undoId = await this.create({
      kind: 'undo',
      connectionId: spec.connectionId,
      bucket: spec.bucket,
      planId,
    })
    return undoId
  }

  /** Answers with the way to stop. */
  subscribe(listener: (planId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get isBusy(): boolean {
    return this.#runs.size > 0
  }

  /** Pauses what runs; it goes on at the next start. */
  async close(): Promise<void> {
    await Promise.all([...this.#drafts.values()].map((draft) => draft.cancel()))
    await Promise.all([...this.#runs.values()].map((run) => run.stop('paused')))
  }

  async #read(planId: string): Promise<PlanRow> {
    const plan = await this.#parts.storage.call('readPlan', { planId })
    if (plan) return plan
    throw failed({ code: 'not-found', reason: 'plan-gone', message: 'This plan does not exist any more.' })
  }

  #tell(planId: string): void {
    for (const listener of this.#listeners) listener(planId)
  }
}

const wrongState = (state: string) =>
  failed({
    code: 'conflict',
    reason: 'plan-state',
    message: `This plan can't be run now: it is ${state}.`,
    wayOn: 'none',
  })

const notUndoable = () =>
  failed({
    code: 'conflict',
    reason: 'not-undoable',
    message: 'This can’t be undone: it destroyed versions, changed nothing, or was undone already.',
  })
