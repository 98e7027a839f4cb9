/** PutObject: a body in one piece, verified by its MD5. */
import { PutObject$, PutObjectCommand } from '@aws-sdk/client-s3'
import { FailureError } from '../../shared/failure.ts'
import type { CopyTarget, Written } from './copyObject.ts'
import { abortUpload, createUpload } from './multipart.ts'
import type { Carried } from './objectProperties.ts'
import { bodyInput, type Body } from './body.ts'
import type { RequestOptions, S3Server } from './server.ts'

/**
 * One request. `contentMd5` is base64; the server refuses a body that does not match it.
 * Failures: access-denied, bucket-gone, unexpected (damaged-on-the-way), invalid-request (key-too-long).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function putObject(
  server: S3Server,
  object: {
    readonly bucket: string
    readonly key: string
    readonly body: Body
    readonly contentMd5: string
    /** Headers, metadata and placement, as `optionsToWrite` gives them. */
    readonly carries: Carried
  },
  options: RequestOptions,
): Promise<Written> {
  const { bucket, key, body, contentMd5, carries } = object
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    ...carries,
    ...bodyInput(body),
    ContentMD5: contentMd5,
  })
  try {
    const answer = await server.sendLight(PutObject$, command, options)
    return { versionId: answer.VersionId ?? null, etag: answer.ETag?.replaceAll('"', '') ?? null }
  } catch (error) {
    throw await reasonBehind(server, { bucket, key }, error, options)
  }
}

/**
 * A server that refuses a large body before it has read it closes the connection, and its answer may be lost with
 * it. Beginning an upload of the same key asks the same question without a body: what refuses that is the reason.
 */
async function reasonBehind(
  server: S3Server,
  { bucket, key }: CopyTarget,
  error: unknown,
  options: RequestOptions,
): Promise<unknown> {
  if (!(error instanceof FailureError) || error.failure.reason !== 'connection-lost') return error
  try {
    const upload = await createUpload(server, { Bucket: bucket, Key: key }, options)
    await abortUpload(server, upload, options)
    return error
  } catch (reason) {
    return reason
  }
}
