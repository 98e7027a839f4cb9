/** What the disk says when a file of this computer can't be read, as a failure. */
import { failureOf, type Failure } from '../../shared/failure.ts'
import { errorCode } from '../platform/errorCode.ts'

/** not-found (file-vanished), access-denied (file-unreadable), unexpected (file-error). */
export function unreadable(name: string, error: unknown): Failure {
  const code = errorCode(error)
  if (code === 'ENOENT') {
    return failureOf({
      code: 'not-found',
      reason: 'file-vanished',
      message: `“${name}” vanished before it could be read.`,
    })
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return failureOf({
      code: 'access-denied',
      reason: 'file-unreadable',
      message: `This computer does not let Strata read “${name}”.`,
      advice: 'Change the file’s permissions, then try again.',
      wayOn: 'retry',
    })
  }
  return failureOf({
    code: 'unexpected',
    reason: 'file-error',
    message: `“${name}” can't be read (${code || String(error)}).`,
  })
}
