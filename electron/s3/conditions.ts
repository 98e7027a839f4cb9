/**
 * What a write insists on. Whether an endpoint heeds that is proved by asking for something that does not hold, on a
 * write that is wanted as it is: who refuses heeds it, and who writes has done no more than was wanted.
 */
import { FailureError } from '../../shared/failure.ts'
import type { CopyTarget, Written } from './copyObject.ts'
import { headObject } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

/** What must be current on the target when it is written. */
export type Condition = { readonly kind: 'absent' } | { readonly kind: 'etag'; readonly etag: string }

/** No object has this ETag. */
export const wrongEtag: Condition = { kind: 'etag', etag: '00000000000000000000000000000000' }

export const conditionInput = (condition: Condition | null) => ({
  ...(condition?.kind === 'etag' ? { IfMatch: `"${condition.etag}"` } : {}),
  ...(condition?.kind === 'absent' ? { IfNoneMatch: '*' } : {}),
})

/** How servers say that a condition did not hold. */
const heeded = (error: unknown): boolean =>
  error instanceof FailureError && ['changed-meanwhile', 'key-gone'].includes(error.failure.reason)

/** How servers may say that they know no such condition; it may be something else that they don't take. */
export const maybeUnknown = (error: unknown): boolean =>
  error instanceof FailureError && ['unsupported', 'invalid-request'].includes(error.failure.code)

/** Not of a write that meets another one on its way: that is told as a conflict (409). */
export const isRefused = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.server?.httpStatus === 412

/** What lies there now; null: nothing is there. */
export async function current(
  server: S3Server,
  { bucket, key }: CopyTarget,
  options: RequestOptions,
): Promise<Written | null> {
  try {
    return await headObject(server, { bucket, key, versionId: null }, options)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'not-found') return null
    throw error
  }
}

/**
 * `sendWrong` writes under a condition that does not hold; `sendPlain` without one. null: the endpoint heeds it and
 * nothing is written yet. Else it does not, and the object is written. Failures: those of both.
 */
export async function proved(
  { capabilities }: Pick<S3Server, 'capabilities'>,
  name: 'copyConditions' | 'putConditions',
  sendWrong: () => Promise<Written>,
  sendPlain: () => Promise<Written>,
): Promise<Written | null> {
  const written = await sendWrong().catch((error: unknown) => {
    if (heeded(error)) return null
    if (maybeUnknown(error)) return sendPlain()
    throw error
  })
  capabilities.learn({ [name]: written === null ? 'proved' : 'ignored' })
  return written
}
