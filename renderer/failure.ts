/** Anything thrown in the window → the one kind of failure people get to see. */
import { ORPCError } from '@orpc/client'
import { cancelledFailure, failureBehind, failureOf, failureSchema, type Failure } from '../shared/failure.ts'

export function failureFrom(error: unknown): Failure {
  if (error instanceof DOMException && error.name === 'AbortError') return cancelledFailure
  if (error instanceof Error && error.name === 'AbortError') return cancelledFailure
  if (error instanceof ORPCError) return failureOfAnswer(error)
  return failureBehind(error)
}

function failureOfAnswer(error: ORPCError<string, unknown>): Failure {
  const declared = failureSchema.safeParse(error.data)
  if (declared.success) return declared.data
  return failureOf({
    code: error.code === 'BAD_REQUEST' ? 'invalid-request' : 'unexpected',
    reason: 'refused-by-contract',
    message: `Strata refused what its own window asked for (${error.code}).`,
    advice: 'Nothing was done. Try again, and report this if it goes on.',
    wayOn: 'retry',
  })
}

/** Ended because somebody wished so: nothing to show. */
export const isCancelled = (error: unknown): boolean => failureFrom(error).code === 'cancelled'
