/** What an order is about: one object, one version of it, or a set of rows. */
import { z } from 'zod'

export const bucketRefSchema = z.object({ connectionId: z.string(), bucket: z.string() })
export type BucketRef = z.infer<typeof bucketRefSchema>

export const prefixRefSchema = bucketRefSchema.extend({ prefix: z.string() })
export type PrefixRef = z.infer<typeof prefixRefSchema>

export const objectRefSchema = bucketRefSchema.extend({ key: z.string().min(1) })
export type ObjectRef = z.infer<typeof objectRefSchema>

/** A version id is any string the server made, `null` included; null here means the current version. */
export const versionRefSchema = objectRefSchema.extend({ versionId: z.string().nullable() })
export type VersionRef = z.infer<typeof versionRefSchema>
