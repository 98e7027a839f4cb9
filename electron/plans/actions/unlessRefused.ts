/** Calls that a copy can do without: a refusal is told afterwards, anything else ends the copy. */
import { FailureError, type Failure, type FailureCode } from '../../../shared/failure.ts'

const refusals = new Set<FailureCode>(['access-denied', 'unsupported', 'invalid-request', 'conflict'])

export async function unlessRefused<Answer>(
  call: Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly refused: Failure }> {
  try {
    return { answer: await call }
  } catch (error) {
    if (error instanceof FailureError && refusals.has(error.failure.code)) return { refused: error.failure }
    throw error
  }
}
