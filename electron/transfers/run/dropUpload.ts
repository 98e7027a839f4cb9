/** Takes back what has arrived of an upload in parts. */
import { FailureError } from '../../../shared/failure.ts'
import { abortUpload, type Upload } from '../../s3/multipart.ts'
import type { S3Server } from '../../s3/server.ts'

const withinMs = 30_000

export const isGone = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.code === 'not-found'

/** On a signal of its own; what is gone already is gone. */
export async function dropUpload(server: S3Server, upload: Upload): Promise<void> {
  const options = { signal: AbortSignal.timeout(withinMs), priority: 'transfer' } as const
  await abortUpload(server, upload, options).catch((error: unknown) => {
    if (!isGone(error)) throw error
  })
}
