/** Conditions on the target of a copy, used only where the endpoint has proved that it heeds them. */
import { FailureError } from '../../shared/failure.ts'
import type { Written } from './copyObject.ts'
import type { S3Server } from './server.ts'

/** What must be current on the target when the copy is made. */
export type CopyCondition = { readonly kind: 'absent' } | { readonly kind: 'etag'; readonly etag: string }

/** No object has this ETag: a server that copies all the same heeds no conditions. */
const wrong: CopyCondition = { kind: 'etag', etag: '00000000000000000000000000000000' }

/** How servers say that a condition did not hold, or that they know no conditions. */
const heeded = (error: unknown): boolean =>
  error instanceof FailureError && ['changed-meanwhile', 'key-gone'].includes(error.failure.reason)
const unknownHere = (error: unknown): boolean =>
  error instanceof FailureError && ['unsupported', 'invalid-request'].includes(error.failure.code)

/**
 * Makes a copy under a condition as far as the endpoint heeds it. The first time it is asked with a wrong one: who
 * copies then has made the copy that was wanted anyway, and is never asked again. Failures: conflict
 * (changed-meanwhile) and those of `send`.
 */
export async function copyOnlyIf(
  server: S3Server,
  condition: CopyCondition | null,
  send: (condition: CopyCondition | null) => Promise<Written>,
): Promise<Written> {
  const { copyConditions } = server.capabilities.known
  if (condition === null || copyConditions === 'ignored') return send(null)
  if (copyConditions === 'proved') return send(condition)
  try {
    const written = await send(wrong)
    server.capabilities.learn({ copyConditions: 'ignored' })
    return written
  } catch (error) {
    if (unknownHere(error)) {
      server.capabilities.learn({ copyConditions: 'ignored' })
      return send(null)
    }
    if (!heeded(error)) throw error
    server.capabilities.learn({ copyConditions: 'proved' })
    return send(condition)
  }
}
