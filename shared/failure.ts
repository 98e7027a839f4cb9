/** Why something did not succeed, as plain data that crosses every boundary and that people can read. */
import { z } from 'zod'

const failureCodes = [
  'cancelled',
  'not-found',
  'access-denied',
  'signed-out',
  'conflict',
  'throttled',
  'offline',
  'invalid-request',
  'unsupported',
  'unexpected',
] as const

/** What a person can do about a failure; the window turns it into a button. */
const wayOnCodes = ['retry', 'edit-connection', 'choose-bucket', 'show-deleted', 'confirm', 'none'] as const

/** What the server said of itself: for the details people copy into a support request. */
const serverAnswerSchema = z.object({
  code: z.string(),
  httpStatus: z.number().int().nullable(),
  requestId: z.string().nullable(),
  operation: z.string().nullable(),
})

export const failureSchema = z.object({
  code: z.enum(failureCodes),
  /** Finer than the code, stable, for the window's own words and for tests: `wrong-secret`, `bucket-gone`… */
  reason: z.string(),
  /** One sentence: what failed and why. */
  message: z.string(),
  /** One sentence: what to do. */
  advice: z.string(),
  wayOn: z.enum(wayOnCodes),
  server: serverAnswerSchema.nullable(),
})

export type Failure = z.infer<typeof failureSchema>
/** @public */
export type FailureCode = Failure['code']

/** A failure on its way up the stack. Everything thrown by the main process on purpose is one of these. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.name = 'FailureError'
    this.failure = failure
  }
}

type FailureWords = Pick<Failure, 'code' | 'reason' | 'message'> & Partial<Failure>

/** A failure from its words: no server behind it, nothing to click unless said. */
export function failureOf(words: FailureWords): Failure {
  return { advice: '', wayOn: 'none', server: null, ...words }
}

/** `throw failed({ … })`: a failure from its words, ready to be thrown. */
export function failed(words: FailureWords, options?: ErrorOptions): FailureError {
  return new FailureError(failureOf(words), options)
}

export const cancelledFailure: Failure = failureOf({
  code: 'cancelled',
  reason: 'cancelled',
  message: 'Cancelled.',
})

/** The failure behind anything thrown; what nobody foresaw is a fault of ours, and says so. */
export function failureBehind(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  return failureOf({
    code: 'unexpected',
    reason: 'bug',
    message: `Strata met a fault of its own: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'Nothing was lost. Try again, and report this if it goes on.',
    wayOn: 'retry',
  })
}
