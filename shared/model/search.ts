/** Search in a whole bucket or under a prefix: keys by pattern and by what is known of their versions. */
import { z } from 'zod'
import { rowSchema } from './listing.ts'
import { coverageSchema } from './versionIndex.ts'

export const searchQuerySchema = z.object({
  /** Each of them occurs somewhere in the key, case aside. */
  words: z.array(z.string()),
  /**
   * `*` and `?` stand for anything but `/`, `**` for anything, `[ab]` and `{a,b}` for one of them. With a `/` it
   * describes the whole key, without one the name. null: any.
   */
  glob: z.string().nullable(),
  /** One of these ends the key, without their dot; none given: any. */
  extensions: z.array(z.string()),
  which: z.enum(['live', 'deleted', 'all']),
  /** Versions that are not the newest one of their key are looked at, too. */
  oldVersions: z.boolean(),
  minBytes: z.number().nullable(),
  maxBytes: z.number().nullable(),
  /** When the version was written; for a deleted file (without `oldVersions`) when it was deleted. Both included. */
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  storageClass: z.string().nullable(),
})
export type SearchQuery = z.infer<typeof searchQuerySchema>

export const everything: SearchQuery = {
  words: [],
  glob: null,
  extensions: [],
  which: 'all',
  oldVersions: false,
  minBytes: null,
  maxBytes: null,
  fromMs: null,
  toMs: null,
  storageClass: null,
}

/**
 * `index`: everything that ever was, as far as `coverage` says. `listing`: what is live now, read from the server
 * page by page; deleted files and old versions were not looked at.
 */
export const searchedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('index'), coverage: coverageSchema }),
  z.object({ kind: z.literal('listing'), keysRead: z.number() }),
])
export type Searched = z.infer<typeof searchedSchema>

export const searchPageSchema = z.object({
  /** In the order of keys, as rows of a tree: `versionId` is that of the newest version that matches. */
  rows: z.array(rowSchema),
  /** Give it back to read on. A page may be short, even empty, and still have one: nobody waits long for a page. */
  next: z.string().nullable(),
  searched: searchedSchema,
})
export type SearchPage = z.infer<typeof searchPageSchema>
