/** Rows of the transfer tables → what the queue works with. */
import { lossSchema } from '../../shared/model/outcome.ts'
import { z } from 'zod'
import { failureSchema } from '../../shared/failure.ts'
import {
  collisionChoiceSchema,
  transferItemSchema,
  transferStateSchema,
} from '../../shared/model/transfer.ts'
import { json } from '../storage/jsonColumn.ts'
import { batchSpecSchema, partsJournalSchema, taskSchema } from './tasks.ts'

export const batchRow = z
  .object({
    batch_id: z.string(),
    place_in_line: z.number(),
    spec: json(batchSpecSchema),
    title: z.string(),
    place: z.string(),
    paused: z.number(),
    cancelled: z.number(),
    found: z.number(),
    may_destroy: z.number(),
    choice: collisionChoiceSchema.nullable(),
    created_ms: z.number(),
    ended_ms: z.number().nullable(),
    failure: json(failureSchema).nullable(),
  })
  .transform((row) => ({
    batchId: row.batch_id,
    placeInLine: row.place_in_line,
    spec: row.spec,
    title: row.title,
    place: row.place,
    isPaused: row.paused === 1,
    isCancelled: row.cancelled === 1,
    /** The search for its files came to an end. */
    isFound: row.found === 1,
    mayDestroy: row.may_destroy === 1,
    /** What becomes of names that are taken, decided for all of them. */
    choice: row.choice,
    createdMs: row.created_ms,
    endedMs: row.ended_ms,
    failure: row.failure,
  }))
export type BatchRow = z.output<typeof batchRow>

const collisionSchema = transferItemSchema.shape.collision

export const itemRow = z
  .object({
    ordinal: z.number(),
    name: z.string(),
    task: json(taskSchema).nullable(),
    size_bytes: z.number(),
    state: transferStateSchema,
    checked: z.enum(['hash', 'size', 'no']),
    saved_as: z.string().nullable(),
    lost: json(z.array(lossSchema)),
    started_over: z.number(),
    collision: json(collisionSchema.unwrap()).nullable(),
    choice: collisionChoiceSchema.nullable(),
    journal: json(partsJournalSchema).nullable(),
    failure: json(failureSchema).nullable(),
  })
  .transform((row) => ({
    ordinal: row.ordinal,
    name: row.name,
    /** null: it can't be done at all; the failure says why. */
    task: row.task,
    sizeBytes: row.size_bytes,
    state: row.state,
    checked: row.checked,
    savedAs: row.saved_as,
    /** What a copy lacks of its source. */
    lost: row.lost,
    startedOver: row.started_over === 1,
    collision: row.collision,
    choice: row.choice,
    journal: row.journal,
    failure: row.failure,
  }))
export type ItemRow = z.output<typeof itemRow>

export const sumRow = z
  .object({
    batch_id: z.string(),
    state: transferStateSchema,
    count: z.number(),
    size_bytes: z.number(),
    lacking_count: z.number(),
  })
  .transform((row) => ({
    batchId: row.batch_id,
    state: row.state,
    count: row.count,
    sizeBytes: row.size_bytes,
    lackingCount: row.lacking_count,
  }))
export type SumRow = z.output<typeof sumRow>
