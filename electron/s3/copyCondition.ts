/** Conditions on the target of a copy, used only where the endpoint has proved that it heeds them. */
import { proved, wrongEtag, type Condition } from './conditions.ts'
import type { Written } from './copyObject.ts'
import type { S3Server } from './server.ts'

/**
 * Makes a copy under a condition as far as the endpoint heeds it. The first time it is asked with a wrong one: who
 * copies then has made the copy that was wanted anyway, and is never asked again. Failures: conflict
 * (changed-meanwhile) and those of `send`.
 */
export async function copyOnlyIf(
  server: S3Server,
  condition: Condition | null,
  send: (condition: Condition | null) => Promise<Written>,
): Promise<Written> {
  const { copyConditions } = server.capabilities.known
  if (condition === null || copyConditions === 'ignored') return send(null)
  if (copyConditions === 'proved') return send(condition)
  const written = await proved(
    server,
    'copyConditions',
    () => send(wrongEtag),
    () => send(null),
  )
  return written ?? send(condition)
}
