/** A folder as an ordered, windowed list: the renderer knows counts, and the rows it shows. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'
import { momentSchema } from './moment.ts'
import { coverageSchema } from './versionIndex.ts'

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
  /**
   * The version this row stands for: a file's of the past, or an old one that a search found. null: what is current
   * now, and folders. Of a deleted file it is the newest data version.
   */
  versionId: z.string().nullable(),
  /** false: an overwritten version without an id may have been what was here; nobody can tell. */
  certain: z.boolean(),
})
export type Row = z.infer<typeof rowSchema>

/** How far one of the two listings behind a folder has come. A failure ends it; what was read before stays. */
export const readingSchema = z.object({
  entriesRead: z.number(),
  complete: z.boolean(),
  failure: failureSchema.nullable(),
})
export type Reading = z.infer<typeof readingSchema>

/** A folder as it was. `entriesRead` grows while its versions are read from the server. */
export const pastSchema = z.object({
  at: momentSchema,
  source: z.enum(['index', 'server']),
  entriesRead: z.number(),
  /** How much was read of what lies in this folder, and how long ago. */
  coverage: coverageSchema,
})
export type Past = z.infer<typeof pastSchema>

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
  /** null: the folder as it is now. `live` and `versions` are then about the reading of the past. */
  past: pastSchema.nullable(),
})
export type ListingState = z.infer<typeof listingStateSchema>
