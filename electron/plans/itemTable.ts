/** The items of plans in SQLite, and the journal of their runs. Runs in the storage worker. */
import { z } from 'zod'
import type { Failure } from '../../shared/failure.ts'
import {
  lossCountSchema,
  refusalCountSchema,
  stateCountSchema,
  type ItemState,
  type PlanGroup,
  type PlanItem,
  type PlanSide,
  type PlanSummary,
} from '../../shared/model/plan.ts'
import type { Database } from '../storage/sqlite.ts'
import type { Decision } from './decide/decision.ts'
import { groupRow, itemRow, type ItemResult, type RunItem } from './planRows.ts'

/** What becomes of an item; `result` and `failure` replace what was noted before. */
export type ItemOutcome = {
  readonly ordinal: number
  readonly state: ItemState
  readonly result: ItemResult | null
  readonly failure: Failure | null
}

const insertItem = `
  INSERT INTO plan_items (plan_id, ordinal, key, side, item_group, action, refusal, size_bytes, source_ms, current_ms,
    current_bytes, expected, state)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

type NewItems = { readonly planId: string; readonly from: number; readonly decisions: readonly Decision[] }

/** Adds decisions in their order; the first gets the ordinal `from`. */
export function addItems(database: Database, { planId, from, decisions }: NewItems): void {
  database.transaction(() => {
    for (const [at, decision] of decisions.entries()) addItem(database, planId, from + at, decision)
  })
}

function addItem(database: Database, planId: string, ordinal: number, decision: Decision): void {
  const { key, side, group, action, refusal, sizeBytes, sourceMs, currentMs, currentBytes, expected } =
    decision
  const state: ItemState = group === 'refused' ? 'skipped' : 'waiting'
  const what = [planId, ordinal, key, side, group, JSON.stringify(action), refusal, sizeBytes] as const
  database.run(insertItem, ...what, sourceMs, currentMs, currentBytes, expected, state)
}

type Outcomes = { readonly planId: string; readonly outcomes: readonly ItemOutcome[] }

/** Journals what becomes of items: on disk when it answers. */
export function settleItems(database: Database, { planId, outcomes }: Outcomes): void {
  const update = 'UPDATE plan_items SET state = ?, result = ?, failure = ? WHERE plan_id = ? AND ordinal = ?'
  database.transaction(() => {
    for (const { ordinal, state, result, failure } of outcomes) {
      const noted = [state, result && JSON.stringify(result), failure && JSON.stringify(failure)] as const
      database.run(update, ...noted, planId, ordinal)
    }
  })
}

type Replanned = {
  readonly planId: string
  readonly items: readonly Pick<RunItem, 'ordinal' | 'action' | 'expected'>[]
}

/** Another way to the same goal, taken because the first one was refused. */
export function replanItems(database: Database, { planId, items }: Replanned): void {
  const update = 'UPDATE plan_items SET action = ?, expected = ? WHERE plan_id = ? AND ordinal = ?'
  database.transaction(() => {
    for (const { ordinal, action, expected } of items)
      database.run(update, JSON.stringify(action), expected, planId, ordinal)
  })
}

/** A copy that a plan would make: of this version, while that one is on top. */
export type CopyInQuestion = {
  readonly side: PlanSide
  readonly key: string
  readonly fromKey: string
  readonly fromVersionId: string
  readonly topVersionId: string
}

type CopyQuery = {
  readonly connectionId: string
  readonly bucket: string
  readonly copies: readonly CopyInQuestion[]
}

/** Which bucket is `there` need not be asked: only `null` is the id of more than one version. */
const selectCopy = `
  SELECT 1 AS found FROM plan_items JOIN plans USING (plan_id)
  WHERE key = ? AND connection_id = ? AND bucket = ? AND side = ? AND plan_items.state = 'done'
    AND action ->> '$.kind' = 'copy' AND action ->> '$.from.side' = 'here' AND action ->> '$.from.key' = ?
    AND action ->> '$.from.versionId' = ? AND result ->> '$.versionId' = ?
    AND (side = 'here' OR result ->> '$.versionId' <> 'null')
    AND NOT EXISTS (SELECT 1 FROM json_each(result, '$.lost')
      WHERE value NOT IN ('lock', 'legal-hold', 'acl', 'no-acls'))`

/**
 * Those whose top is what an earlier plan made of the same version, with nothing lost that another copy could keep:
 * their places in the list. Locks and ACLs that were refused are refused again, and were told.
 */
export function copiedBefore(database: Database, { connectionId, bucket, copies }: CopyQuery): number[] {
  const found = z.object({ found: z.number() })
  return copies.flatMap(({ side, key, fromKey, fromVersionId, topVersionId }, at) => {
    const place = [key, connectionId, bucket, side] as const
    const copy = database.get(found, selectCopy, ...place, fromKey, fromVersionId, topVersionId)
    return copy === null ? [] : [at]
  })
}

const likeText = (text: string): string => `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`

type ItemWindow = {
  readonly planId: string
  readonly group: PlanGroup
  readonly search: string
  readonly start: number
  readonly end: number
}

/** Items of one group whose key holds the text, in order. */
export function itemWindow(
  database: Database,
  { planId, group, search, start, end }: ItemWindow,
): { itemCount: number; items: PlanItem[] } {
  const where = `plan_id = ? AND item_group = ? ${search === '' ? '' : "AND key LIKE ? ESCAPE '\\'"}`
  const values = search === '' ? [planId, group] : [planId, group, likeText(search)]
  const count = database.get(
    z.object({ count: z.number() }),
    `SELECT count(*) AS count FROM plan_items WHERE ${where}`,
    ...values,
  )
  const sql = `SELECT * FROM plan_items WHERE ${where} ORDER BY ordinal LIMIT ? OFFSET ?`
  return { itemCount: count?.count ?? 0, items: database.all(itemRow, sql, ...values, end - start, start) }
}

type ItemQuery = {
  readonly planId: string
  readonly states: readonly ItemState[]
  /** Only items behind this ordinal. */
  readonly after: number
  readonly count: number
}

export function nextItems(database: Database, { planId, states, after, count }: ItemQuery): RunItem[] {
  const places = states.map(() => '?').join(', ')
  const sql = `SELECT * FROM plan_items WHERE plan_id = ? AND state IN (${places}) AND ordinal > ? ORDER BY ordinal LIMIT ?`
  return database.all(itemRow, sql, planId, ...states, after, count)
}

/** What a plan did to the server, the last one first: for undo. Only items before the ordinal `before`. */
export function doneItems(
  database: Database,
  { planId, before, count }: { readonly planId: string; readonly before: number; readonly count: number },
): RunItem[] {
  const sql =
    "SELECT * FROM plan_items WHERE plan_id = ? AND state IN ('done', 'raced') AND ordinal < ? ORDER BY ordinal DESC LIMIT ?"
  return database.all(itemRow, sql, planId, before, count)
}

export type ItemCounts = Pick<PlanSummary, 'groups' | 'refusals' | 'states' | 'losses'>

/** Only items that lost something are read: a run is watched, and most lose nothing. */
const countLosses = `
  SELECT value AS loss, count(*) AS count
  FROM plan_items INDEXED BY plan_items_that_lost, json_each(result, '$.lost')
  WHERE plan_id = ? AND result ->> '$.lost' <> '[]' GROUP BY value ORDER BY value`

export function itemCounts(database: Database, { planId }: { readonly planId: string }): ItemCounts {
  const grouped = (column: string, more = ''): string =>
    `SELECT ${column}, count(*) AS count ${more} FROM plan_items WHERE plan_id = ? AND ${column} IS NOT NULL GROUP BY ${column}`
  return {
    groups: database.all(groupRow, grouped('item_group', ', sum(size_bytes) AS size_bytes'), planId),
    refusals: database.all(refusalCountSchema, grouped('refusal'), planId),
    states: database.all(stateCountSchema, grouped('state'), planId),
    losses: database.all(lossCountSchema, countLosses, planId),
  }
}
