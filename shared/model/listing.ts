/** A folder as an ordered, windowed list: the renderer knows counts, and the rows it shows. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'

export const orderSchema = z.object({
  by: z.enum(['name', 'modified', 'size']),
  direction: z.enum(['ascending', 'descending']),
})
export type Order = z.infer<typeof orderSchema>

/** What is not known yet is null, never a guess. */
export const rowSchema = z.object({
  /** Raw key of a file, raw prefix (ending in the delimiter) of a folder. */
  key: z.string(),
  kind: z.enum(['file', 'folder']),
  deleted: z.boolean(),
  sizeBytes: z.number().nullable(),
  /** When the current version was written; of a deleted file, when it was deleted. */
  modifiedMs: z.number().nullable(),
  /** Data versions, markers not counted. */
  versionCount: z.number().nullable(),
  storageClass: z.string().nullable(),
})
export type Row = z.infer<typeof rowSchema>

/** How far one of the two listings behind a folder has come. A failure ends it; what was read before stays. */
export const readingSchema = z.object({
  entriesRead: z.number(),
  complete: z.boolean(),
  failure: failureSchema.nullable(),
})
export type Reading = z.infer<typeof readingSchema>

export const listingStateSchema = z.object({
  listingId: z.string(),
  /** Grows whenever rows moved: row numbers of an older revision mean nothing. */
  revision: z.number(),
  rowCount: z.number(),
  deletedCount: z.number(),
  /** Rows there would be without the filter. */
  totalCount: z.number(),
  live: readingSchema,
  /** null while deleted files are not shown. */
  versions: readingSchema.nullable(),
  /** The order rows are in now: the one asked for, or the server's while a big folder is still being read. */
  sorted: z.boolean(),
  order: orderSchema,
})
export type ListingState = z.infer<typeof listingStateSchema>
