/** S3 Inventories: what a manifest promises, and how far an index has been filled from it. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'
import { objectRefSchema } from './selection.ts'

/** A manifest that was looked at and fits the bucket. */
export const inventoryFoundSchema = z.object({
  manifest: objectRefSchema,
  /** When the server began to make it. */
  createdMs: z.number(),
  format: z.enum(['CSV', 'Parquet']),
  fileCount: z.number(),
  totalBytes: z.number(),
  /** Optional columns: without them the index doesn't know classes or owners. */
  hasStorageClass: z.boolean(),
  hasOwner: z.boolean(),
  /** All of the index was read after the inventory was made: it would add nothing. */
  knowsMore: z.boolean(),
})
export type InventoryFound = z.infer<typeof inventoryFoundSchema>

const fillPhaseSchema = z.enum([
  'reading',
  'sorting',
  'writing',
  'settling',
  'tidying',
  'done',
  'failed',
  'cancelled',
])

export const inventoryFillSchema = z.object({
  found: inventoryFoundSchema,
  phase: fillPhaseSchema,
  failure: failureSchema.nullable(),
  bytesRead: z.number(),
  rowsRead: z.number(),
  rowsWritten: z.number(),
  /** Files of which the inventory doesn't tell in which order versions were written, and those listed since. */
  uncertainCount: z.number(),
  settledCount: z.number(),
  /** All keys in it begin with this, and there may be others in the bucket; '' where it covers the whole bucket. */
  onlyPrefix: z.string(),
})
export type InventoryFill = z.infer<typeof inventoryFillSchema>

export const isFilling = (fill: InventoryFill | null): boolean =>
  fill !== null && !['done', 'failed', 'cancelled'].includes(fill.phase)
