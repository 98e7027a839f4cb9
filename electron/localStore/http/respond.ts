/** Writing an answer out. */
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { assertNever } from '../../../shared/assertNever.ts'
import { inlineLimitBytes } from '../engine/contents.ts'
import { S3Error, s3Error } from '../s3Error.ts'
import type { Answer } from './answer.ts'
import { errorDocument, text } from './xml.ts'

interface ErrorContext {
  readonly requestId: string
  /** What was asked for, as S3 repeats it: `/bucket/key`. */
  readonly resource: string
  /** Answers to HEAD have no document. */
  readonly bare: boolean
}

/** What a failure is answered with; anything but an S3Error is the store's own fault and says no more than that. */
export function errorAnswer(failure: unknown, { requestId, resource, bare }: ErrorContext): Answer {
  const error = failure instanceof S3Error ? failure : s3Error('InternalError')
  const { code, status, message, details, headers } = error
  if (bare) return { kind: 'empty', status, headers }
  const xml = errorDocument(
    text('Code', code),
    text('Message', message),
    ...Object.entries(details).map(([name, value]) => text(name, value)),
    text('Resource', resource),
    text('RequestId', requestId),
  )
  return { kind: 'document', status, headers, xml }
}

/** Sends an answer; resolves when it is handed over, rejects when the client went away in the middle of it. */
export async function send(response: ServerResponse, answer: Answer, requestId: string): Promise<void> {
  const headers = { server: 'Strata', 'x-amz-request-id': requestId, ...answer.headers }
  switch (answer.kind) {
    case 'empty':
      response.writeHead(answer.status, headers).end()
      return
    case 'document': {
      const body = Buffer.from(answer.xml)
      const type = { 'content-type': 'application/xml', 'content-length': String(body.length) }
      response.writeHead(answer.status, { ...headers, ...type }).end(body)
      return
    }
    case 'content':
      await sendContent(response, answer, headers)
      return
    default:
      assertNever(answer)
  }
}

async function sendContent(
  response: ServerResponse,
  { status, content }: Extract<Answer, { kind: 'content' }>,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    response.writeHead(status, headers)
    // What fits a packet or two isn't worth a pipeline.
    if (content.sizeBytes <= inlineLimitBytes) response.end(await collect(content.chunks()))
    else await pipeline(content.chunks(), response)
  } finally {
    content.release()
  }
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const collected: Buffer[] = []
  for await (const chunk of chunks) collected.push(chunk)
  return Buffer.concat(collected)
}
