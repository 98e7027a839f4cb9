/** What an upload gives its objects besides their bytes. */
import { z } from 'zod'
import { tagSchema } from './facts.ts'

export const uploadOptionsSchema = z.object({
  /** null: the bucket's own, and for the type what the name says. */
  storageClass: z.string().nullable(),
  contentType: z.string().nullable(),
  cacheControl: z.string().nullable(),
  /** A canned ACL; null sends none. */
  acl: z.enum(['private', 'public-read', 'bucket-owner-full-control']).nullable(),
  metadata: z.record(z.string(), z.string()),
  tags: z.array(tagSchema),
  encryption: z.union([
    z.null(),
    z.object({ kind: z.literal('AES256') }),
    z.object({ kind: z.literal('aws:kms'), keyId: z.string().nullable() }),
  ]),
})
export type UploadOptions = z.infer<typeof uploadOptionsSchema>

export const usualUpload: UploadOptions = {
  storageClass: null,
  contentType: null,
  cacheControl: null,
  acl: null,
  metadata: {},
  tags: [],
  encryption: null,
}
