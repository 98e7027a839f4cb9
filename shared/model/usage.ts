/** What lies in a bucket and what it weighs, by folder, by class and by key. */
import { z } from 'zod'
import { coverageSchema, sumsSchema } from './versionIndex.ts'

export const totalsSchema = z.object({ sums: sumsSchema, coverage: coverageSchema })
export type Totals = z.infer<typeof totalsSchema>

export const folderTotalsSchema = z.object({ prefix: z.string(), sums: sumsSchema })
export type FolderTotals = z.infer<typeof folderTotalsSchema>

export const folderTotalsPageSchema = z.object({
  /** The direct folders in the order of their names, deleted ones included. */
  folders: z.array(folderTotalsSchema),
  next: z.string().nullable(),
  coverage: coverageSchema,
})

export const classTotalsSchema = z.object({
  /** As the server names it; null where it names none. */
  storageClass: z.string().nullable(),
  currentCount: z.number(),
  currentBytes: z.number(),
  noncurrentCount: z.number(),
  noncurrentBytes: z.number(),
})
export type ClassTotals = z.infer<typeof classTotalsSchema>

export const crowdedKeySchema = z.object({
  key: z.string(),
  /** Versions and markers. */
  entryCount: z.number(),
  /** Of all versions. */
  bytes: z.number(),
})
export type CrowdedKey = z.infer<typeof crowdedKeySchema>

/** From one time to before another. */
export const timeSliceSchema = z.object({ fromMs: z.number(), toMs: z.number() })
export type TimeSlice = z.infer<typeof timeSliceSchema>
