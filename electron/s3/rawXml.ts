/**
 * The XML of an answer as the server wrote it, behind the SDK's signing, retries and error mapping. The SDK's own
 * parser loses the order between versions and delete markers, and leaves encoded keys encoded.
 */
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3'
import type { DeserializeMiddleware } from '@smithy/types'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { RequestOptions, S3Command, S3Server } from './server.ts'

const answerShape = z.object({ statusCode: z.number(), body: z.instanceof(Readable) })

/** Sends the command and answers with the body's text. Failures: those of S3Server.send. */
export async function sendForXml<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  server: S3Server,
  command: S3Command<Input, Output>,
  options: RequestOptions,
): Promise<string> {
  return (await sendForAnswer(server, command, options)).xml
}

/** The same, and what the SDK read from the headers. */
export async function sendForAnswer<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  server: S3Server,
  command: S3Command<Input, Output>,
  options: RequestOptions,
): Promise<{ readonly xml: string; readonly answer: Output }> {
  let xml = ''
  const keepXml: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args)
    const answer = answerShape.parse(result.response)
    xml = await text(answer.body)
    // The SDK still reads errors by itself; of a success it needs nothing any more.
    const left = answer.statusCode < 300 ? '<Empty/>' : xml
    Object.assign(result.response ?? {}, { body: Readable.from([Buffer.from(left)]) })
    return result
  }
  command.middlewareStack.addRelativeTo(keepXml, {
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    name: 'keepXml',
  })
  const answer = await server.send(command, options)
  return { xml, answer }
}
