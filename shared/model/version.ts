/** One entry of a key's history: a version or a delete marker, as the server listed it. */
import { z } from 'zod'

export const ownerSchema = z.object({ id: z.string(), displayName: z.string().nullable() })

export const versionEntrySchema = z.object({
  key: z.string(),
  /** Opaque; `null` (the string) for what was written while versioning was off or suspended. */
  versionId: z.string(),
  isMarker: z.boolean(),
  /** The server's own word: this is what a plain GET meets. */
  isLatest: z.boolean(),
  /** For display and for choosing a moment; order is the server's. */
  modifiedMs: z.number(),
  /** null for a marker. */
  sizeBytes: z.number().nullable(),
  /** Without its quotes; not a hash for multipart and encrypted objects. */
  etag: z.string().nullable(),
  storageClass: z.string().nullable(),
  owner: ownerSchema.nullable(),
})
export type VersionEntry = z.infer<typeof versionEntrySchema>

/** Classes whose bytes can't be read before a retrieval was asked for and has finished. */
const coldClasses = new Set(['GLACIER', 'DEEP_ARCHIVE'])

export const isCold = (storageClass: string | null): boolean =>
  storageClass !== null && coldClasses.has(storageClass)
