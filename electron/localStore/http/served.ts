/** A request that was served, as tests count them and logs show them. */
import { z } from 'zod'

export const servedRequestSchema = z.object({
  /** S3's name for it; `Unknown` for what the store doesn't have. */
  operation: z.string(),
  bucket: z.string().nullable(),
  key: z.string().nullable(),
  /** The version the request named. */
  versionId: z.string().nullable(),
  /** 0 when the client went away before it was answered. */
  status: z.number(),
  /** Until the answer was ready to be sent. */
  ms: z.number(),
})

export type ServedRequest = Readonly<z.infer<typeof servedRequestSchema>>
