/** The multipart family: started, parts sent or copied, completed, aborted. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3'
import { failed } from '../../shared/failure.ts'
import { bodyInput, type Body } from './body.ts'
import { conditionInput, current, isRefused, maybeUnknown, type Condition } from './conditions.ts'
import { copySourceOf } from './copySource.ts'
import type { Written } from './copyObject.ts'
import type { VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

export type Upload = { readonly bucket: string; readonly key: string; readonly uploadId: string }
export type Part = { readonly partNumber: number; readonly etag: string }

const addressOf = ({ bucket, key, uploadId }: Upload) => ({ Bucket: bucket, Key: key, UploadId: uploadId })

function requireEtag(etag: string | undefined, host: string): string {
  if (etag !== undefined) return etag
  throw failed({
    code: 'unexpected',
    reason: 'unreadable-answer',
    message: `${host} took a part but did not say what it stored.`,
    wayOn: 'retry',
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export async function createUpload(
  server: S3Server,
  input: CreateMultipartUploadCommandInput & { readonly Bucket: string; readonly Key: string },
  options: RequestOptions,
): Promise<Upload> {
  const { UploadId: uploadId } = await server.send(new CreateMultipartUploadCommand(input), options)
  if (uploadId === undefined) {
    throw failed({
      code: 'unexpected',
      reason: 'unreadable-answer',
      message: `${server.host} began no upload.`,
    })
  }
  return { bucket: input.Bucket, key: input.Key, uploadId }
}

/**
 * Sends one part, verified by its MD5 (base64).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
 */
export async function uploadPart(
  server: S3Server,
  upload: Upload,
  part: { readonly partNumber: number; readonly body: Body; readonly contentMd5: string },
  options: RequestOptions,
): Promise<Part> {
  const { partNumber, body, contentMd5 } = part
  const input = { ...addressOf(upload), PartNumber: partNumber, ...bodyInput(body), ContentMD5: contentMd5 }
  const { ETag } = await server.send(new UploadPartCommand(input), options)
  return { partNumber, etag: requireEtag(ETag, server.host) }
}

/**
 * Copies a range of a version as one part; both ends inclusive.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
export async function copyPart(
  server: S3Server,
  upload: Upload,
  part: {
    readonly partNumber: number
    readonly from: VersionAddress
    readonly startByte: number
    readonly endByte: number
  },
  options: RequestOptions,
): Promise<Part> {
  const command = new UploadPartCopyCommand({
    ...addressOf(upload),
    PartNumber: part.partNumber,
    CopySource: copySourceOf(part.from),
    CopySourceRange: `bytes=${part.startByte}-${part.endByte}`,
  })
  const { CopyPartResult } = await server.send(command, options)
  return { partNumber: part.partNumber, etag: requireEtag(CopyPartResult?.ETag, server.host) }
}

/**
 * Parts in any order. RGW's answer has an empty ETag, and a retried completion none and no version. With `overNothing`
 * it is refused (changed-meanwhile) where something is there, as far as the endpoint heeds that (RGW never does): a
 * wrong condition is never tried here, nobody knows what it would leave of the parts. Look before.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export async function completeUpload(
  server: S3Server,
  upload: Upload,
  parts: readonly Part[],
  options: RequestOptions & { readonly overNothing?: boolean },
): Promise<Written> {
  if (options.overNothing !== true) return completeOnce(server, upload, parts, null, options)
  try {
    return await completeOnce(server, upload, parts, { kind: 'absent' }, options)
  } catch (error) {
    const isFalse = isRefused(error) && (await current(server, upload, options)) === null
    if (!maybeUnknown(error) && !isFalse) throw error
    return completeOnce(server, upload, parts, null, options)
  }
}

async function completeOnce(
  server: S3Server,
  upload: Upload,
  parts: readonly Part[],
  condition: Condition | null,
  options: RequestOptions,
): Promise<Written> {
  const Parts = parts
    .toSorted((a, b) => a.partNumber - b.partNumber)
    .map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }))
  const answer = await server.send(
    new CompleteMultipartUploadCommand({
      ...addressOf(upload),
      MultipartUpload: { Parts },
      ...conditionInput(condition),
    }),
    options,
  )
  const etag = answer.ETag?.replaceAll('"', '') ?? ''
  return { versionId: answer.VersionId ?? null, etag: etag === '' ? null : etag }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export async function abortUpload(server: S3Server, upload: Upload, options: RequestOptions): Promise<void> {
  await server.send(new AbortMultipartUploadCommand(addressOf(upload)), options)
}
