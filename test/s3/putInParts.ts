/** Objects made of parts, for cases that need one. */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandOutput,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3'
import type { Place } from './conformance.ts'

/** The smallest part that may have another one behind it. */
export const smallestPart: Buffer = Buffer.alloc(5 * 1024 * 1024, 'p')

export interface StartedUpload {
  readonly Bucket: string
  readonly Key: string
  readonly UploadId: string
}

export async function startUpload(
  { s3 }: Place,
  Bucket: string,
  input: Partial<CreateMultipartUploadCommandInput> = {},
): Promise<StartedUpload> {
  const Key = input.Key ?? 'a'
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...input, Bucket, Key }))
  if (UploadId === undefined) throw new Error('no upload id')
  return { Bucket, Key, UploadId }
}

export async function putPart(
  { s3 }: Place,
  upload: StartedUpload,
  PartNumber: number,
  Body: string | Uint8Array,
): Promise<CompletedPart> {
  const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }))
  return { PartNumber, ETag }
}

export async function complete(
  { s3 }: Place,
  upload: StartedUpload,
  Parts: CompletedPart[],
): Promise<CompleteMultipartUploadCommandOutput> {
  return await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
}

/** An object of a part of 5 MiB and one of a byte. */
export async function putInTwoParts(place: Place, bucket: string, Key: string): Promise<void> {
  const upload = await startUpload(place, bucket, { Key })
  const parts = [await putPart(place, upload, 1, smallestPart), await putPart(place, upload, 2, 'x')]
  await complete(place, upload, parts)
}
