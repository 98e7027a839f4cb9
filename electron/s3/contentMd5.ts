/** Content-MD5 on XML bodies: the SDK sends CRC32 alone, which Spaces, StorageGRID and older servers don't take. */
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3'
import type { BuildMiddleware } from '@smithy/types'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { S3Command } from './server.ts'

const requestShape = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.union([z.string(), z.instanceof(Uint8Array)]),
})

/** Adds the header before the request is signed. Only for bodies held in memory. */
export function contentMd5<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  command: S3Command<Input, Output>,
): void {
  const addHeader: BuildMiddleware<Input, Output> = (next) => (args) => {
    const { body } = requestShape.parse(args.request)
    const md5 = createHash('md5').update(body).digest('base64')
    const { headers } = requestShape.parse(args.request)
    Object.assign(args.request ?? {}, { headers: { ...headers, 'content-md5': md5 } })
    return next(args)
  }
  command.middlewareStack.add(addHeader, { step: 'build', priority: 'low', name: 'contentMd5' })
}
