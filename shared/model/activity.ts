/** What happened in a bucket over time: bins for the time bar, bursts for the timeline, deleted files. */
import { z } from 'zod'
import { momentSchema } from './moment.ts'
import { versionEntrySchema } from './version.ts'
import { coverageSchema } from './versionIndex.ts'

/** Events: `added` where nothing was live, `replaced` what was live, `deleted` by a marker. */
const eventCounts = {
  added: z.number(),
  replaced: z.number(),
  deleted: z.number(),
  writtenBytes: z.number(),
  /** Of the versions that markers hid. */
  deletedBytes: z.number(),
}

export const binSchema = z.object({ startMs: z.number(), ...eventCounts })
export type Bin = z.infer<typeof binSchema>

export const histogramSchema = z.object({
  /** Each bin reaches from its start for so long. */
  stepMs: z.number(),
  /** In order; only those in which something happened. */
  bins: z.array(binSchema),
  coverage: coverageSchema,
})
export type Histogram = z.infer<typeof histogramSchema>

/** Times of the first and the last event under a prefix; null where there is none. */
export const timeSpanSchema = z.object({
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  coverage: coverageSchema,
})
export type TimeSpan = z.infer<typeof timeSpanSchema>

/** Events close together in time. The moment just before it is `{ atMs: fromMs - 1 }`. */
export const burstSchema = z.object({
  /** Times of the first and the last event. */
  fromMs: z.number(),
  toMs: z.number(),
  /** The innermost folder that holds all of it. */
  folder: z.string(),
  ...eventCounts,
})
export type Burst = z.infer<typeof burstSchema>

export const burstPageSchema = z.object({
  /** Latest first. */
  bursts: z.array(burstSchema),
  /** Give it back as `beforeMs` to read on; null on the last page. */
  nextBeforeMs: z.number().nullable(),
  coverage: coverageSchema,
})
export type BurstPage = z.infer<typeof burstPageSchema>

export const burstItemSchema = z.object({
  kind: z.enum(['added', 'replaced', 'deleted']),
  entry: versionEntrySchema,
  /** Of the version that was written, or that the marker hid. */
  bytes: z.number(),
  /** Where to look to see the bucket as it was just before. */
  before: momentSchema,
})
export type BurstItem = z.infer<typeof burstItemSchema>

export const burstPlaceSchema = z.object({ modifiedMs: z.number(), key: z.string(), seq: z.number() })

export const burstItemsSchema = z.object({
  /** In the order of time. */
  items: z.array(burstItemSchema),
  next: burstPlaceSchema.nullable(),
})
export type BurstItems = z.infer<typeof burstItemsSchema>

export const deletedFileSchema = z.object({
  key: z.string(),
  deletedMs: z.number(),
  /** What undelete would bring back; null when only markers are left. */
  lastVersion: versionEntrySchema.nullable(),
})
export type DeletedFile = z.infer<typeof deletedFileSchema>

export const deletedPlaceSchema = z.object({ deletedMs: z.number(), key: z.string() })

export const deletedPageSchema = z.object({
  /** The latest deletion first. */
  files: z.array(deletedFileSchema),
  next: deletedPlaceSchema.nullable(),
  coverage: coverageSchema,
})
export type DeletedPage = z.infer<typeof deletedPageSchema>

/** What was live under a prefix at a moment; of now, without the newest date. */
export const sizeAtSchema = z.object({
  count: z.number(),
  bytes: z.number(),
  newestMs: z.number().nullable(),
})
export type SizeAt = z.infer<typeof sizeAtSchema>
