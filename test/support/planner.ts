/** A planner on its own folder, pointed at a test server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Planner } from '../../electron/plans/planner.ts'
import type { S3Server } from '../../electron/s3/server.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import { openStorage } from '../../electron/storage/storage.ts'
import type { Change } from '../../shared/model/change.ts'
import type { PlanGroup, PlanItem, PlanSpec, PlanSummary } from '../../shared/model/plan.ts'
import { s3ServerFor } from './s3ServerFor.ts'
import type { TestServer } from './testServer.ts'

export interface TestPlanner {
  readonly planner: Planner
  readonly server: S3Server
  readonly folder: string
  readonly changes: Change[]
  draft(spec: PlanSpec): Promise<PlanSummary>
  /** Drafts and runs to its end. */
  carryOut(spec: PlanSpec, mayDestroy?: boolean): Promise<PlanSummary>
  undo(planId: string): Promise<PlanSummary>
  items(planId: string, group: PlanGroup): Promise<PlanItem[]>
  close(): Promise<void>
}

/** With the folder of an earlier planner: what that one left behind. */
export async function openPlanner(
  server: TestServer,
  folder = mkdtempSync(join(tmpdir(), 'strata-plans-')),
): Promise<TestPlanner> {
  const s3 = s3ServerFor(server)
  const storage = openStorage(folder)
  const changes: Change[] = []
  const planner = new Planner({
    storage,
    server: async () => s3,
    versioning: (ref, signal) => readVersioning(s3, ref.bucket, { signal }),
    publish: (change) => changes.push(change),
  })
  await planner.recover()
  const draft = async (spec: PlanSpec) => planner.drafted(await planner.create(spec))
  const run = async (planId: string, mayDestroy = false) => {
    await planner.run(planId, mayDestroy)
    return planner.finished(planId)
  }
  return {
    planner,
    server: s3,
    folder,
    changes,
    draft,
    carryOut: async (spec, mayDestroy) => run((await draft(spec)).planId, mayDestroy),
    undo: async (planId) => {
      const undoId = await planner.undo(planId)
      await planner.drafted(undoId)
      return run(undoId)
    },
    items: async (planId, group) =>
      (await planner.items({ planId, group, search: '', start: 0, end: 10_000 })).items,
    async close() {
      await planner.close()
      await storage.close()
      s3.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
