/** Takes back what has arrived of an upload in parts. */
import { FailureError } from '../../../shared/failure.ts'
import { pause } from '../../platform/pause.ts'
import { listParts } from '../../s3/listParts.ts'
import { abortUpload, type Upload } from '../../s3/multipart.ts'
import type { S3Server } from '../../s3/server.ts'

const withinMs = 30_000
const mostTries = 4

export const isGone = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.code === 'not-found'

/**
 * On a signal of its own; what is gone already is gone. A part that was still arriving may outlive the first abort
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html): it is looked for and aborted again.
 */
export async function dropUpload(server: S3Server, upload: Upload): Promise<void> {
  const signal = AbortSignal.timeout(withinMs)
  const options = { signal, priority: 'transfer' } as const
  try {
    for (let tries = 1; tries <= mostTries; tries++) {
      await abortUpload(server, upload, options)
      await pause(tries * 100, signal)
      await listParts(server, upload, options)
    }
  } catch (error) {
    if (!isGone(error)) throw error
  }
}
