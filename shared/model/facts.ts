/** What HEAD tells about one version of an object. */
import { z } from 'zod'

export const factsSchema = z.object({
  key: z.string(),
  /** null on servers and buckets without versions. */
  versionId: z.string().nullable(),
  sizeBytes: z.number(),
  modifiedMs: z.number().nullable(),
  etag: z.string().nullable(),
  contentType: z.string().nullable(),
  cacheControl: z.string().nullable(),
  contentDisposition: z.string().nullable(),
  contentEncoding: z.string().nullable(),
  contentLanguage: z.string().nullable(),
  expires: z.string().nullable(),
  websiteRedirect: z.string().nullable(),
  storageClass: z.string().nullable(),
  /** Names without the `x-amz-meta-` prefix, as the server keeps them (lower case). */
  metadata: z.record(z.string(), z.string()),
  encryption: z.string().nullable(),
  encryptionKeyId: z.string().nullable(),
  customerKey: z.boolean(),
  lockMode: z.string().nullable(),
  lockedUntilMs: z.number().nullable(),
  legalHold: z.boolean(),
  /** The raw `x-amz-restore`: a retrieval from a cold class is under way, or until when it lasts. */
  retrieval: z.string().nullable(),
  replication: z.string().nullable(),
})
export type Facts = z.infer<typeof factsSchema>

export const tagSchema = z.object({ key: z.string(), value: z.string() })
export type Tag = z.infer<typeof tagSchema>
