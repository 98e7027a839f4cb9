/**
 * The XML of an answer as the server wrote it, behind the SDK's signing, retries and error mapping. The SDK's own
 * parser loses the order between versions and delete markers, and leaves encoded keys encoded.
 */
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3'
import type { DeserializeMiddleware } from '@smithy/types'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { bytesPassed } from '../platform/calmHeap.ts'
import type { RequestOptions, S3Command, S3Server } from './server.ts'
import { xmlOf } from './xml.ts'

const answerShape = z.object({ statusCode: z.number(), body: z.instanceof(Readable) })

/** Sends the command and answers with the body's text. Failures: those of S3Server.send. */
export async function sendForXml<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  server: S3Server,
  command: S3Command<Input, Output>,
  options: RequestOptions,
): Promise<string> {
  return (await sendForAnswer(server, command, options)).xml
}

/** The body's bytes alone in their buffer, so that a worker can be handed it. Failures: those of S3Server.send. */
export async function sendForBytes<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  server: S3Server,
  command: S3Command<Input, Output>,
  options: RequestOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return (await sendKeepingBody(server, command, options)).bytes
}

/** The same, and what the SDK read from the headers. */
export async function sendForAnswer<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  server: S3Server,
  command: S3Command<Input, Output>,
  options: RequestOptions,
): Promise<{ readonly xml: string; readonly answer: Output }> {
  const { bytes, answer } = await sendKeepingBody(server, command, options)
  return { xml: xmlOf(bytes), answer }
}

async function sendKeepingBody<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  server: S3Server,
  command: S3Command<Input, Output>,
  options: RequestOptions,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly answer: Output }> {
  let bytes = new Uint8Array()
  const keepXml: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args)
    const answer = answerShape.parse(result.response)
    bytes = await bytesOf(answer.body)
    // The SDK still reads errors by itself; of a success it needs nothing any more.
    const left = answer.statusCode < 300 ? Buffer.from('<Empty/>') : Buffer.from(bytes)
    Object.assign(result.response ?? {}, { body: Readable.from([left]) })
    return result
  }
  command.middlewareStack.addRelativeTo(keepXml, {
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    name: 'keepXml',
  })
  const answer = await server.send(command, options)
  return { bytes, answer }
}

const chunkSchema = z.instanceof(Uint8Array)

async function bytesOf(body: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunkSchema.parse(chunk))
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  bytesPassed(bytes.byteLength)
  return bytes
}
