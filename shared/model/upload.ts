/** An upload in parts that was begun and never completed: invisible in the bucket, billed all the same. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'
import { ownerSchema } from './version.ts'

export const uploadRefSchema = z.object({ key: z.string().min(1), uploadId: z.string().min(1) })
export type UploadRef = z.infer<typeof uploadRefSchema>

/** Where a page of uploads begins: after this upload of this key (an empty upload id: after the whole key). */
export const uploadMarkerSchema = z.object({ keyMarker: z.string(), uploadIdMarker: z.string() })
export type UploadMarker = z.infer<typeof uploadMarkerSchema>

export const incompleteUploadSchema = uploadRefSchema.extend({
  startedMs: z.number(),
  storageClass: z.string().nullable(),
  /** Who began it, where the server tells. */
  initiator: ownerSchema.nullable(),
  /** What has arrived so far; null: not asked for, or not told. */
  parts: z.object({ count: z.number(), sizeBytes: z.number() }).nullable(),
})
export type IncompleteUpload = z.infer<typeof incompleteUploadSchema>

export const uploadsPageSchema = z.object({
  /** In the server's own order, which is that of keys only roughly. */
  uploads: z.array(incompleteUploadSchema),
  /** Give it back to read on; null on the last page. */
  next: uploadMarkerSchema.nullable(),
  /** Why parts could not be counted, where that failed; the uploads are there all the same. */
  partsFailure: failureSchema.nullable(),
})
export type UploadsPage = z.infer<typeof uploadsPageSchema>

/** `gone`: it was completed or aborted before we came. */
export const abortOutcomeSchema = z.discriminatedUnion('kind', [
  uploadRefSchema.extend({ kind: z.literal('aborted') }),
  uploadRefSchema.extend({ kind: z.literal('gone') }),
  uploadRefSchema.extend({ kind: z.literal('failed'), failure: failureSchema }),
])
export type AbortOutcome = z.infer<typeof abortOutcomeSchema>

/** The most that one call aborts. */
export const mostAborts = 1000

export const abortsSchema = z.object({
  /** One for each upload, in the order they were named. */
  outcomes: z.array(abortOutcomeSchema),
  /** Why it could not be looked whether they are really gone; null: it was looked. */
  checkFailure: failureSchema.nullable(),
})
export type Aborts = z.infer<typeof abortsSchema>
