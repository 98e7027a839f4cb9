/** PutObject: a body in one piece, verified by its MD5. */
import { PutObjectCommand } from '@aws-sdk/client-s3'
import type { Written } from './copyObject.ts'
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
    readonly body: Uint8Array
    readonly contentMd5: string
    readonly contentType: string
  },
  options: RequestOptions,
): Promise<Written> {
  const { bucket, key, body, contentMd5, contentType } = object
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: body,
    ContentLength: body.byteLength,
    ContentMD5: contentMd5,
    ContentType: contentType,
  })
  const answer = await server.send(command, options)
  return { versionId: answer.VersionId ?? null, etag: answer.ETag?.replaceAll('"', '') ?? null }
}
