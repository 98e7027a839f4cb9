/** The index of a bucket: every version and marker it was seen to hold, on this computer. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'

/** What lies under a prefix. A current version is what a plain GET meets; every other version is noncurrent. */
export const sumsSchema = z.object({
  currentCount: z.number(),
  currentBytes: z.number(),
  noncurrentCount: z.number(),
  noncurrentBytes: z.number(),
  markerCount: z.number(),
  /** Files whose newest entry is a delete marker. */
  deletedCount: z.number(),
})
export type Sums = z.infer<typeof sumsSchema>

/** How much of what was asked about has been read, and how long ago. */
export const coverageSchema = z.object({
  /** Everything under the prefix was read: the answer is whole as of `oldestReadMs`, our own writes since included. */
  complete: z.boolean(),
  /** When the part that was read longest ago was read; null: nothing was. */
  oldestReadMs: z.number().nullable(),
})
export type Coverage = z.infer<typeof coverageSchema>

const indexPhaseSchema = z.enum(['idle', 'reading', 'tidying', 'paused', 'failed', 'complete'])

/**
 * What a person decided: `automatic` until they pause or remove it; `start` and `refresh` make it automatic again.
 * `inventory`: it was filled from an S3 Inventory, and only folders that somebody opens are read anew.
 */
export const indexChoiceSchema = z.enum(['automatic', 'paused', 'removed', 'inventory'])
export type IndexChoice = z.infer<typeof indexChoiceSchema>

export const indexStateSchema = coverageSchema.extend({
  choice: indexChoiceSchema,
  /** false: there is no index of this bucket, and nothing below means anything. */
  exists: z.boolean(),
  phase: indexPhaseSchema,
  /** Why it stopped, or why it waits before it tries again. */
  failure: failureSchema.nullable(),
  /** Of the reading that is under way or was the last one since the app started. */
  startedMs: z.number().nullable(),
  keysRead: z.number(),
  entriesRead: z.number(),
  requestsMade: z.number(),
  /** Of the whole bucket, as far as it is known. */
  sums: sumsSchema,
  /** On this computer's disk. */
  fileBytes: z.number(),
  /** When a damaged file was last thrown away and begun anew. */
  rebuiltMs: z.number().nullable(),
  /** When the S3 Inventory was made from which some of it still is; null: all of it was listed. */
  inventoryMs: z.number().nullable(),
  /** An inventory is being written into it, or was when the app ended. */
  inventoryUnfinished: z.boolean(),
  /** Files whose versions are known but not their order; counted up to 100,000. */
  uncertainCount: z.number(),
})
export type IndexState = z.infer<typeof indexStateSchema>
