/** Uploads and downloads, in batches: one drop or one order is one batch. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'

export const transferStateSchema = z.enum([
  'queued',
  'preparing',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
])
export type TransferState = z.infer<typeof transferStateSchema>

export const batchSchema = z.object({
  batchId: z.string(),
  direction: z.enum(['up', 'down']),
  /** `brand-kit`, or the only file's name. */
  title: z.string(),
  /** Where to, or where from, for people: `studio-assets/campaign-2026`, `Downloads`. */
  place: z.string(),
  state: transferStateSchema,
  /** Still finding files: the totals below grow. */
  counting: z.boolean(),
  fileCount: z.number(),
  doneCount: z.number(),
  failedCount: z.number(),
  sizeBytes: z.number(),
  doneBytes: z.number(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedMs: z.number(),
  endedMs: z.number().nullable(),
  /** The first failure, or why the whole batch stopped. */
  failure: failureSchema.nullable(),
  /** The target is on this computer and can be shown in its folder. */
  canReveal: z.boolean(),
})
export type Batch = z.infer<typeof batchSchema>

export const transferItemSchema = z.object({
  itemId: z.string(),
  /** Key or relative path, for people. */
  name: z.string(),
  state: transferStateSchema,
  sizeBytes: z.number(),
  doneBytes: z.number(),
  failure: failureSchema.nullable(),
  /** What was compared: `hash`, `size` only, or nothing yet. */
  checked: z.enum(['hash', 'size', 'no']),
  /** The name had to change to fit this computer's disk. */
  savedAs: z.string().nullable(),
})
export type TransferItem = z.infer<typeof transferItemSchema>

export const transfersStateSchema = z.object({ revision: z.number(), batches: z.array(batchSchema) })
export type TransfersState = z.infer<typeof transfersStateSchema>

export const isOver = (state: TransferState): boolean =>
  state === 'done' || state === 'cancelled' || state === 'failed'
