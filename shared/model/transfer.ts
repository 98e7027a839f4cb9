/** Uploads, downloads and copies between servers, in batches: one drop or one order is one batch. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'
import { lossSchema } from './outcome.ts'

export const transferStateSchema = z.enum([
  'queued',
  'preparing',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  /** Something was there already, and a person said to leave it. */
  'skipped',
])
export type TransferState = z.infer<typeof transferStateSchema>

export const batchSchema = z.object({
  batchId: z.string(),
  direction: z.enum(['up', 'down', 'copy']),
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
  skippedCount: z.number(),
  /** Copies that arrived, but lack something their sources carry: each tells what. */
  lackingCount: z.number(),
  /** Files whose name is taken where they go, and nobody has said yet what becomes of them; the others move on. */
  askingCount: z.number(),
  sizeBytes: z.number(),
  doneBytes: z.number(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Bytes a second, one number for each of the last seconds, at most 60, the newest last. */
  rates: z.array(z.number()),
  startedMs: z.number(),
  endedMs: z.number().nullable(),
  /** The server or the network is away: why, and when it is tried again by itself. */
  waiting: z.object({ failure: failureSchema, untilMs: z.number() }).nullable(),
  /** The first failure, or why the whole batch stopped. */
  failure: failureSchema.nullable(),
  /** The target is on this computer and can be shown in its folder. */
  canReveal: z.boolean(),
})
export type Batch = z.infer<typeof batchSchema>

/** What lies where a file should go. */
const collisionSchema = z.object({ sizeBytes: z.number(), modifiedMs: z.number() })

/** What becomes of a file whose name is taken. `newer` and `compare` (by hash) replace or skip, each as it turns out. */
export const collisionChoiceSchema = z.enum(['replace', 'skip', 'keep-both', 'newer', 'compare'])
export type CollisionChoice = z.infer<typeof collisionChoiceSchema>

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
  /** Of a copy: what of its source it lacks. */
  lost: z.array(lossSchema),
  /** The file changed on the way, and was sent again from its beginning. */
  startedOver: z.boolean(),
  /** Set while somebody has to say what becomes of it. */
  collision: collisionSchema.nullable(),
})
export type TransferItem = z.infer<typeof transferItemSchema>

export const transfersStateSchema = z.object({ revision: z.number(), batches: z.array(batchSchema) })
export type TransfersState = z.infer<typeof transfersStateSchema>

export const isOver = (state: TransferState): boolean =>
  state === 'done' || state === 'cancelled' || state === 'failed' || state === 'skipped'
