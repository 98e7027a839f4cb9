/** Plans in SQLite: one row each, kept until somebody clears them. Runs in the storage worker. */
import type { Failure } from '../../shared/failure.ts'
import type { PlanSpec, PlanState } from '../../shared/model/plan.ts'
import type { Database } from '../storage/sqlite.ts'
import { planRow, type PlanRow } from './planRows.ts'

export type PlanChange = {
  readonly planId: string
  readonly state?: PlanState | undefined
  readonly startedMs?: number | null | undefined
  readonly endedMs?: number | null | undefined
  readonly examined?: number | undefined
  readonly leftAsIs?: number | undefined
  readonly listings?: number | undefined
  readonly requestsMade?: number | undefined
  readonly mayDestroy?: boolean | undefined
  readonly keepAcl?: boolean | undefined
  readonly undoneBy?: string | null | undefined
  readonly failure?: Failure | null | undefined
}

const columns: Readonly<Record<string, string>> = {
  state: 'state',
  startedMs: 'started_ms',
  endedMs: 'ended_ms',
  examined: 'examined',
  leftAsIs: 'left_as_is',
  listings: 'listings',
  requestsMade: 'requests_made',
  mayDestroy: 'may_destroy',
  keepAcl: 'keep_acl',
  undoneBy: 'undone_by',
  failure: 'failure',
} satisfies Record<Exclude<keyof PlanChange, 'planId'>, string>

function cellOf(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value)
}

type NewPlan = { readonly planId: string; readonly spec: PlanSpec; readonly createdMs: number }

export function createPlan(database: Database, { planId, spec, createdMs }: NewPlan): void {
  const insert =
    'INSERT INTO plans (plan_id, connection_id, bucket, spec, state, created_ms) VALUES (?, ?, ?, ?, ?, ?)'
  database.run(insert, planId, spec.connectionId, spec.bucket, JSON.stringify(spec), 'drafting', createdMs)
}

/** Changes what is given; on disk when it answers. */
export function changePlan(database: Database, { planId, ...change }: PlanChange): void {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  if (given.length === 0) return
  const sets = given.map(([name]) => `${columns[name] ?? ''} = ?`).join(', ')
  database.run(
    `UPDATE plans SET ${sets} WHERE plan_id = ?`,
    ...given.map(([, value]) => cellOf(value)),
    planId,
  )
}

export function readPlan(database: Database, { planId }: { readonly planId: string }): PlanRow | null {
  return database.get(planRow, 'SELECT * FROM plans WHERE plan_id = ?', planId)
}

/** Newest first; drafts that nobody ran are not history. */
export function listPlans(
  database: Database,
  { start, end }: { readonly start: number; readonly end: number },
): PlanRow[] {
  const sql =
    "SELECT * FROM plans WHERE started_ms IS NOT NULL OR state = 'failed' ORDER BY created_ms DESC, plan_id LIMIT ? OFFSET ?"
  return database.all(planRow, sql, end - start, start)
}

/** What a crash or an exit left in the middle. */
export function unfinishedPlans(database: Database): PlanRow[] {
  return database.all(planRow, "SELECT * FROM plans WHERE state IN ('drafting', 'running', 'paused')")
}

export function removePlan(database: Database, { planId }: { readonly planId: string }): void {
  database.run('DELETE FROM plans WHERE plan_id = ?', planId)
}
