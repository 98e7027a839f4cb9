/** Every error of the SDK, the server or the network → one Failure. */
import { z } from 'zod'
import { FailureError, cancelledFailure, failureOf, type Failure } from '../../shared/failure.ts'
import { networkFailure } from './networkFailures.ts'
import type { RequestSubject } from './failureWords.ts'
import { wordsByServerCode, wordsByStatus } from './serverFailures.ts'

/** What SDK and Node errors have in common, all of it optional. */
const errorShape = z
  .object({
    name: z.string(),
    message: z.string(),
    code: z.string(),
    Code: z.string(),
    $metadata: z.object({ httpStatusCode: z.number(), requestId: z.string() }).partial(),
    $response: z.object({ headers: z.record(z.string(), z.string()) }).partial(),
    cause: z.unknown(),
  })
  .partial()

type ErrorShape = z.infer<typeof errorShape>

export function shapeOf(error: unknown): ErrorShape {
  const parsed = errorShape.safeParse(error)
  return parsed.success ? parsed.data : { message: String(error) }
}

/** The region a redirecting server names, if it does. */
export function regionHint(error: unknown): string | null {
  const { $response, ...rest } = shapeOf(error)
  const inBody = z.object({ Region: z.string() }).safeParse(error)
  return (
    $response?.headers?.['x-amz-bucket-region'] ??
    (inBody.success && rest.Code !== undefined ? inBody.data.Region : null)
  )
}

const placeholderMessages = new Set(['UnknownError', 'Unknown', ''])

function serverFailure(shape: ErrorShape, httpStatus: number, subject: RequestSubject): Failure {
  const serverCode = shape.Code ?? shape.name ?? 'Unknown'
  const words = wordsByServerCode.get(serverCode) ?? wordsByStatus(httpStatus, subject)
  const server = {
    code: serverCode,
    httpStatus,
    requestId: shape.$metadata?.requestId ?? null,
    operation: subject.operation,
  }
  if (words) {
    const { code, reason, advice, wayOn } = words
    return { code, reason, message: words.message(subject), advice, wayOn, server }
  }
  const said =
    shape.message !== undefined && !placeholderMessages.has(shape.message) ? `: ${shape.message}` : ''
  return failureOf({
    code: httpStatus >= 400 && httpStatus < 500 ? 'invalid-request' : 'unexpected',
    reason: 'server-said',
    message: `${subject.host} refused ${subject.operation} (${serverCode})${said}.`,
    advice: 'The details below help whoever runs the server.',
    server,
  })
}

const isAbort = (shape: ErrorShape): boolean => shape.name === 'AbortError' || shape.code === 'ABORT_ERR'

/** The Failure behind whatever a request ended with. A FailureError keeps its own. */
export function s3Failure(error: unknown, subject: RequestSubject): Failure {
  if (error instanceof FailureError) return error.failure
  const shape = shapeOf(error)
  if (isAbort(shape)) return cancelledFailure
  const httpStatus = shape.$metadata?.httpStatusCode
  if (httpStatus !== undefined && httpStatus >= 300) return serverFailure(shape, httpStatus, subject)
  const network =
    networkFailure(shape.code ?? '', subject.host) ??
    networkFailure(shape.name ?? '', subject.host) ??
    networkFailure(shapeOf(shape.cause).code ?? '', subject.host)
  return (
    network ??
    failureOf({
      code: 'unexpected',
      reason: 'unreadable-answer',
      message: `The answer of ${subject.host} to ${subject.operation} could not be understood: ${shape.message ?? 'no reason given'}.`,
      advice: 'Check that the endpoint is an S3 server.',
      wayOn: 'retry',
    })
  )
}
