/** A bucket and what is known of its versioning. */
import { z } from 'zod'

export const bucketSchema = z.object({ name: z.string(), createdMs: z.number().nullable() })
export type Bucket = z.infer<typeof bucketSchema>

/**
 * - `enabled`, `suspended`: as S3 means them.
 * - `never`: versioning was never switched on; an overwrite or a delete is final.
 * - `forbidden`: this key isn't allowed to ask. Not the same as "no".
 * - `unsupported`: this server keeps no versions.
 */
export const versioningStateSchema = z.enum(['enabled', 'suspended', 'never', 'forbidden', 'unsupported'])
export type VersioningState = z.infer<typeof versioningStateSchema>

export const versioningSchema = z.object({
  state: versioningStateSchema,
  mfaDelete: z.boolean(),
  /** Object lock is `unknown` until asked for. */
  objectLock: z.enum(['on', 'off', 'unknown']),
  /** Until then servers may not have heard everywhere that versioning was switched on. */
  settlesAtMs: z.number().nullable(),
})
export type Versioning = z.infer<typeof versioningSchema>

type NameProblem =
  | 'too-short'
  | 'too-long'
  | 'bad-character'
  | 'bad-edge'
  | 'double-dot'
  | 'dot-dash'
  | 'looks-like-ip'
  | 'reserved'

const reservedStarts = ['xn--', 'sthree-', 'amzn-s3-demo-']
const reservedEnds = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3']

/**
 * What is wrong with a bucket name, or null.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameProblem(name: string): NameProblem | null {
  if (name.length < 3) return 'too-short'
  if (name.length > 63) return 'too-long'
  if (/[^a-z0-9.-]/.test(name)) return 'bad-character'
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'bad-edge'
  if (name.includes('..')) return 'double-dot'
  if (name.includes('.-') || name.includes('-.')) return 'dot-dash'
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'looks-like-ip'
  const reserved =
    reservedStarts.some((start) => name.startsWith(start)) || reservedEnds.some((end) => name.endsWith(end))
  return reserved ? 'reserved' : null
}
