/** Uploads in parts: started, completed, aborted. */
import { multipartChecksumTypes } from '../body/checksums.ts'
import { requireBucket } from '../engine/buckets.ts'
import { createUpload, removeUpload } from '../engine/uploads.ts'
import { checksumTypeSchema, type ChecksumAlgorithm, type ChecksumType } from '../engine/versions.ts'
import { documentAnswer, emptyAnswer, presentHeaders, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { readObjectHeaders } from '../http/objectHeaders.ts'
import { readChecksumAlgorithm, readStorageClass } from '../http/parameters.ts'
import type { S3Request } from '../http/request.ts'
import { readTaggingHeader } from '../http/tags.ts'
import { text, xmlDocument } from '../http/xml.ts'
import { s3Error } from '../s3Error.ts'
import { completeMultipartUpload } from './completeUpload.ts'
import { uploadOf } from './parts.ts'

/** Of which type the upload's checksum is to be. Fails with InvalidRequest for one the algorithm can't have. */
function readChecksumType(request: S3Request, algorithm: ChecksumAlgorithm | null): ChecksumType | null {
  const given = request.headers.get('x-amz-checksum-type')
  if (algorithm === null && given === undefined) return null
  const types = algorithm === null ? [] : multipartChecksumTypes(algorithm)
  const type = given === undefined ? types[0] : checksumTypeSchema.safeParse(given.toUpperCase()).data
  if (type !== undefined && types.includes(type)) return type
  const message = `The ${given ?? ''} checksum type cannot be used with the ${algorithm ?? 'unnamed'} checksum algorithm.`
  throw s3Error('InvalidRequest', message)
}

/** API_CreateMultipartUpload. */
async function createMultipartUpload({ engine, request, bucketName, key }: Call): Promise<Answer> {
  const checksumAlgorithm = readChecksumAlgorithm(request)
  const checksumType = readChecksumType(request, checksumAlgorithm)
  const upload = {
    key,
    checksumAlgorithm,
    checksumType,
    storageClass: readStorageClass(request),
    headers: readObjectHeaders(request),
    tags: readTaggingHeader(request),
  }
  const uploadId = await engine.commit((tx) => createUpload(tx, requireBucket(tx.db, bucketName), upload))
  const xml = xmlDocument(
    'InitiateMultipartUploadResult',
    text('Bucket', bucketName),
    text('Key', key),
    text('UploadId', uploadId),
  )
  return documentAnswer(
    xml,
    presentHeaders({ 'x-amz-checksum-algorithm': checksumAlgorithm, 'x-amz-checksum-type': checksumType }),
  )
}

/** API_AbortMultipartUpload: NoSuchUpload the second time. */
async function abortMultipartUpload(call: Call): Promise<Answer> {
  const { engine, bucketName } = call
  await engine.commit((tx) => {
    removeUpload(tx, engine.files, requireBucket(tx.db, bucketName), uploadOf(call, tx.db))
  })
  return emptyAnswer(204)
}

export const uploadOperations: readonly Operation[] = [
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    on: 'object',
    requires: ['uploads'],
    run: createMultipartUpload,
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    on: 'object',
    requires: ['uploadId'],
    run: completeMultipartUpload,
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    on: 'object',
    requires: ['uploadId'],
    run: abortMultipartUpload,
  },
]
