/** Making an object of its parts: they change owner, no byte moves. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checksumElement, checksumHeader, checksumOfParts } from '../body/checksums.ts'
import { requireBucket } from '../engine/buckets.ts'
import { ownSegments, segmentsOf } from '../engine/contents.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { findPart, removeUpload, type Part, type Upload } from '../engine/uploads.ts'
import { checksumAlgorithmSchema, currentVersion, type Checksum } from '../engine/versions.ts'
import { putVersion, type Written } from '../engine/writes.ts'
import { documentAnswer, presentHeaders, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { checkWriteCondition, readWriteCondition, unquoted } from '../http/conditions.ts'
import { readDocument } from '../http/document.ts'
import type { S3Request } from '../http/request.ts'
import { text, xmlDocument } from '../http/xml.ts'
import { s3Error } from '../s3Error.ts'
import { uploadOf } from './parts.ts'

const smallestPartBytes = 5 * 1024 * 1024

const completeDocument = z.object({
  CompleteMultipartUpload: z.object({
    Part: z
      .array(
        z.looseObject({
          PartNumber: z
            .string()
            .regex(/^\d{1,5}$/)
            .transform(Number),
          ETag: z.string(),
        }),
      )
      .min(1)
      .max(10_000),
  }),
})

type ListedPart = z.infer<typeof completeDocument>['CompleteMultipartUpload']['Part'][number]

/** The parts to make the object of. Fails with InvalidPartOrder, InvalidPart or EntityTooSmall. */
function chooseParts(tx: Transaction, upload: Upload, listed: readonly ListedPart[]): readonly Part[] {
  if (listed.some(({ PartNumber: number }, index) => number <= (listed[index - 1]?.PartNumber ?? 0))) {
    throw s3Error('InvalidPartOrder', undefined, { details: { UploadId: upload.uploadId } })
  }
  const parts = listed.map((wanted) => choosePart(tx, upload, wanted))
  const small = parts.slice(0, -1).find(({ sizeBytes }) => sizeBytes < smallestPartBytes)
  if (small) {
    const details = {
      ETag: small.etag,
      MinSizeAllowed: String(smallestPartBytes),
      ProposedSize: String(small.sizeBytes),
      PartNumber: String(small.number),
    }
    throw s3Error('EntityTooSmall', undefined, { details })
  }
  return parts
}

function choosePart(tx: Transaction, upload: Upload, wanted: ListedPart): Part {
  const part = findPart(tx.db, upload, wanted.PartNumber)
  const checksums = checksumAlgorithmSchema.options.map((algorithm) => wanted[checksumElement(algorithm)])
  const sameChecksum = checksums.every((value) => value === undefined || value === part?.checksum)
  if (part && part.etag === unquoted(wanted.ETag) && sameChecksum) return part
  const details = {
    UploadId: upload.uploadId,
    PartNumber: String(wanted.PartNumber),
    ETag: unquoted(wanted.ETag),
  }
  throw s3Error('InvalidPart', undefined, { details })
}

/** The entity tag of an object made of parts: the MD5 of their MD5s, and how many they were. */
function etagOf(parts: readonly Part[]): string {
  const md5 = createHash('md5')
  for (const { etag } of parts) md5.update(etag, 'hex')
  return `${md5.digest('hex')}-${parts.length}`
}

function checksumOf({ checksumAlgorithm, checksumType }: Upload, parts: readonly Part[]): Checksum | null {
  if (checksumAlgorithm === null || checksumType === null) return null
  const proved = parts.map(({ sizeBytes, checksum }) => ({ sizeBytes, checksum: checksum ?? '' }))
  return checksumOfParts(checksumAlgorithm, checksumType, proved)
}

/** Fails with BadDigest or InvalidRequest when the object isn't what the request says it will be. */
function checkPromises({ headers }: S3Request, sizeBytes: number, checksum: Checksum | null): void {
  const promised = headers.get('x-amz-mp-object-size')
  if (promised !== undefined && promised !== String(sizeBytes)) {
    const message = `The provided 'x-amz-mp-object-size' header value ${promised} does not match what was computed: ${sizeBytes}`
    throw s3Error('InvalidRequest', message)
  }
  for (const algorithm of checksumAlgorithmSchema.options) {
    const value = headers.get(checksumHeader(algorithm))
    if (value !== undefined && (checksum?.algorithm !== algorithm || checksum.value !== value)) {
      throw s3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
    }
  }
}

interface Completed extends Written {
  readonly etag: string
  readonly checksum: Checksum | null
}

/** API_CompleteMultipartUpload. The object bears the time at which the upload was started. */
export async function completeMultipartUpload(call: Call): Promise<Answer> {
  const { engine, request, bucketName, key } = call
  const condition = readWriteCondition(request)
  uploadOf(call, engine.db)
  const document = await readDocument(call.body('of-object'), completeDocument)
  const completed = await engine.commit((tx): Completed => {
    const bucket = requireBucket(tx.db, bucketName)
    const upload = uploadOf(call, tx.db)
    const parts = chooseParts(tx, upload, document.CompleteMultipartUpload.Part)
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
    const made = { etag: etagOf(parts), checksum: checksumOf(upload, parts) }
    checkPromises(request, sizeBytes, made.checksum)
    checkWriteCondition(condition, key, currentVersion(tx.db, bucket, key))
    const written = putVersion(tx, engine.files, bucket, {
      ...made,
      key,
      sizeBytes,
      storageClass: upload.storageClass,
      headers: upload.headers,
      tags: upload.tags,
      modifiedMs: upload.initiatedMs,
      own: (inner, owner) =>
        ownSegments(
          inner,
          owner,
          parts.map((part) => segmentsOf(inner.db, part.owner)),
        ),
    })
    removeUpload(tx, engine.files, bucket, upload)
    return { ...made, ...written }
  })
  return completedAnswer(call, completed)
}

function completedAnswer({ request, bucketName, key }: Call, completed: Completed): Answer {
  const { etag, checksum, versionId } = completed
  const xml = xmlDocument(
    'CompleteMultipartUploadResult',
    text('Location', `http://${request.headers.get('host') ?? ''}${encodeURI(request.path)}`),
    text('Bucket', bucketName),
    text('Key', key),
    text('ETag', `"${etag}"`),
    checksum ? text(checksumElement(checksum.algorithm), checksum.value) : '',
    text('ChecksumType', checksum?.type ?? null),
  )
  return documentAnswer(xml, presentHeaders({ 'x-amz-version-id': versionId }))
}
