/** What an endpoint was found to do. */
import { z } from 'zod'

/** How many objects may be deleted in one request, and what the request must carry. */
const bulkDeleteSchema = z.enum(['unknown', 'md5', 'crc32', 'single'])
/** Whether a server heeds something. */
const provedSchema = z.enum(['unknown', 'proved', 'ignored'])

export const capabilitiesSchema = z.object({
  bulkDelete: bulkDeleteSchema,
  /** If-Match and If-None-Match on the target of CopyObject. */
  copyConditions: provedSchema,
  /** If-None-Match: * on PutObject, where no versions are kept: Ceph heeds it there, and nowhere else. */
  putConditions: provedSchema,
  /** TaggingDirective COPY (the default) keeps tags. */
  copyKeepsTags: provedSchema,
  /** The ETag of an upload in parts is the MD5 of its parts' MD5s. */
  partEtags: provedSchema.default('unknown'),
  /** How the entries of one key are listed. */
  entryOrder: z.enum(['unknown', 'newest-first', 'oldest-first']),
  /** Region by bucket, where it differs from the connection's. */
  regions: z.record(z.string(), z.string()),
  /** When the first of it was learned; 0: nothing was. */
  learnedMs: z.number(),
})
export type Capabilities = z.infer<typeof capabilitiesSchema>
