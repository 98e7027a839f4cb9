/** One request and its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readDeclaredBody } from '../body/declaredBody.ts'
import type { Engine } from '../engine/engine.ts'
import { operations } from '../operations/operations.ts'
import { checkExpectedOwner } from '../operations/owner.ts'
import { S3Error } from '../s3Error.ts'
import type { Authenticate } from '../signature/authenticate.ts'
import type { Answer } from './answer.ts'
import type { Operation } from './call.ts'
import { unfoldPresigned } from './presigned.ts'
import { readRequest, type S3Request } from './request.ts'
import { errorAnswer, send } from './respond.ts'
import { route } from './router.ts'
import type { ServedRequest } from './served.ts'

export interface ExchangeContext {
  readonly engine: Engine
  readonly authenticate: Authenticate
  /** Called before the first byte of the answer leaves: who has an answer has been counted. */
  readonly onRequest: (served: ServedRequest) => void
  /** The store's own failures, which clients only learn of as InternalError. */
  readonly onFailure: (error: unknown) => void
  readonly nextRequestId: () => string
}

/** What arrived, read as far as it can be; `refusal` is why it can't be answered, if so. */
interface Asked {
  /** As it was signed, and as its operation sees it. */
  readonly signed: S3Request | null
  readonly request: S3Request | null
  readonly operation: Operation | null
  readonly refusal: unknown
}

function readAsked(incoming: IncomingMessage): Asked {
  let signed: S3Request | null = null
  let request: S3Request | null = null
  try {
    signed = readRequest(incoming)
    request = unfoldPresigned(signed)
    return { signed, request, operation: route(operations, request), refusal: null }
  } catch (refusal) {
    return { signed, request, operation: null, refusal }
  }
}

/** A body that comes once it is asked for; a client that waits for leave to send it gets it then. */
interface Body {
  readonly bytes: AsyncIterable<Buffer>
  readonly isWaitedFor: () => boolean
}

function bodyOf(incoming: IncomingMessage, response: ServerResponse, waits: boolean): Body {
  let waiting = waits
  return {
    isWaitedFor: () => waiting,
    bytes: {
      [Symbol.asyncIterator]() {
        if (waiting) response.writeContinue()
        waiting = false
        // Who stops reading early still has an answer to send on this connection.
        return incoming.iterator({ destroyOnReturn: false })
      },
    },
  }
}

/**
 * Answers one request; never rejects. `waits`: the client waits for `100 Continue` before it sends its body.
 */
export async function answerRequest(
  context: ExchangeContext,
  incoming: IncomingMessage,
  response: ServerResponse,
  waits: boolean,
): Promise<void> {
  const startedMs = performance.now()
  const requestId = context.nextRequestId()
  const asked = readAsked(incoming)
  const body = bodyOf(incoming, response, waits)
  const answer = await run(context, asked, body).catch((error: unknown) => {
    if (!(error instanceof S3Error) && !response.closed) context.onFailure(error)
    const resource = asked.request?.path ?? ''
    return errorAnswer(error, { requestId, resource, bare: incoming.method === 'HEAD' })
  })
  context.onRequest(served(asked, response.closed ? 0 : answer.status, performance.now() - startedMs))
  // A body that was never asked for would be read as the next request.
  if (body.isWaitedFor()) response.shouldKeepAlive = false
  await send(response, answer, requestId).catch((error: unknown) => {
    if (!response.closed) context.onFailure(error)
  })
}

async function run(context: ExchangeContext, asked: Asked, { bytes }: Body): Promise<Answer> {
  const { engine, authenticate } = context
  const { signed, request, operation } = asked
  if (signed === null || request === null) throw asked.refusal
  const { payload, seed } = authenticate(signed, engine.now())
  if (operation === null) throw asked.refusal
  checkExpectedOwner(request)
  return await operation.run({
    engine,
    request,
    bucketName: request.bucketName ?? '',
    key: request.key ?? '',
    body: (checksum = 'of-body') => ({
      bytes,
      seed,
      declared: readDeclaredBody(request, payload, checksum),
    }),
  })
}

function served({ request, operation }: Asked, status: number, ms: number): ServedRequest {
  return {
    operation: operation?.name ?? 'Unknown',
    bucket: request?.bucketName ?? null,
    key: request?.key ?? null,
    versionId: request?.query.get('versionId') ?? null,
    status,
    ms: Math.round(ms * 1000) / 1000,
  }
}
