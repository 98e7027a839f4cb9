/** Rows of the plan tables → what the planner works with. */
import { z } from 'zod'
import { failureSchema } from '../../shared/failure.ts'
import {
  groupCountSchema,
  itemStateSchema,
  planActionSchema,
  planGroupSchema,
  planItemSchema,
  planSpecSchema,
  planStateSchema,
  refusalSchema,
  sideSchema,
  type PlanItem,
} from '../../shared/model/plan.ts'
import { lossSchema } from '../../shared/model/outcome.ts'
import { json } from '../storage/jsonColumn.ts'

/** What was live on a key before an action, for undo. */
const beforeSchema = z.object({
  versionId: z.string(),
  sizeBytes: z.number(),
  etag: z.string().nullable(),
  modifiedMs: z.number(),
})

/** What a run notes of an item beyond what is shown. */
const resultSchema = z.object({
  /** The version or marker that the action put on the item's key, where known. */
  versionId: z.string().nullable(),
  /** Of a move: the marker on the source. */
  sourceMarkerId: z.string().nullable(),
  /** null: nothing was live. */
  before: beforeSchema.nullable(),
  lost: z.array(lossSchema),
})
export type ItemResult = z.infer<typeof resultSchema>

export type RunItem = PlanItem & { readonly expected: string; readonly result: ItemResult | null }

export const itemRow = z
  .object({
    ordinal: z.number(),
    key: z.string(),
    side: sideSchema,
    item_group: planGroupSchema,
    action: json(planActionSchema),
    refusal: refusalSchema.nullable(),
    size_bytes: z.number(),
    source_ms: z.number().nullable(),
    current_ms: z.number().nullable(),
    current_bytes: z.number().nullable(),
    expected: z.string(),
    state: itemStateSchema,
    result: json(resultSchema).nullable(),
    failure: json(failureSchema).nullable(),
  })
  .transform(
    ({ item_group, size_bytes, source_ms, current_ms, current_bytes, expected, result, ...row }): RunItem => {
      const named = {
        group: item_group,
        sizeBytes: size_bytes,
        sourceMs: source_ms,
        currentMs: current_ms,
        currentBytes: current_bytes,
        lost: result?.lost ?? [],
      }
      return { ...planItemSchema.parse({ ...row, ...named }), expected, result }
    },
  )

export const planRow = z
  .object({
    plan_id: z.string(),
    spec: json(planSpecSchema),
    state: planStateSchema,
    created_ms: z.number(),
    started_ms: z.number().nullable(),
    ended_ms: z.number().nullable(),
    examined: z.number(),
    left_as_is: z.number(),
    listings: z.number(),
    requests_made: z.number(),
    may_destroy: z.number(),
    keep_acl: z.number(),
    undone_by: z.string().nullable(),
    failure: json(failureSchema).nullable(),
  })
  .transform((row) => ({
    planId: row.plan_id,
    spec: row.spec,
    state: row.state,
    createdMs: row.created_ms,
    startedMs: row.started_ms,
    endedMs: row.ended_ms,
    examined: row.examined,
    leftAsIs: row.left_as_is,
    listings: row.listings,
    requestsMade: row.requests_made,
    mayDestroy: row.may_destroy === 1,
    keepAcl: row.keep_acl === 1,
    undoneBy: row.undone_by,
    failure: row.failure,
  }))
export type PlanRow = z.output<typeof planRow>

export const groupRow = z
  .object({ item_group: planGroupSchema, count: z.number(), size_bytes: z.number() })
  .transform((row) =>
    groupCountSchema.parse({ group: row.item_group, count: row.count, sizeBytes: row.size_bytes }),
  )
