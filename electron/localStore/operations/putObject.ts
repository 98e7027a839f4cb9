/** Writing an object in one request. */
import { commitReceived, receiveBody } from '../body/receiveBody.ts'
import { requireBucket } from '../engine/buckets.ts'
import { ownReceived } from '../engine/contents.ts'
import { currentVersion, type Checksum } from '../engine/versions.ts'
import { putVersion } from '../engine/writes.ts'
import { emptyAnswer, presentHeaders, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { checkWriteCondition, readWriteCondition } from '../http/conditions.ts'
import { checksumHeaders, readObjectHeaders } from '../http/objectHeaders.ts'
import { checkUploadSize, readStorageClass } from '../http/parameters.ts'
import { readTaggingHeader } from '../http/tags.ts'

/** API_PutObject. What can be refused from the headers alone is refused before the body is read. */
async function putObject({ engine, request, bucketName, key, body }: Call): Promise<Answer> {
  const condition = readWriteCondition(request)
  const description = {
    key,
    headers: readObjectHeaders(request),
    tags: readTaggingHeader(request),
    storageClass: readStorageClass(request),
  }
  checkWriteCondition(condition, key, currentVersion(engine.db, requireBucket(engine.db, bucketName), key))
  const incoming = body()
  checkUploadSize(incoming.declared.sizeBytes)
  const received = await receiveBody(engine, incoming)
  const etag = received.md5.toString('hex')
  const checksum: Checksum | null = received.checksum && { ...received.checksum, type: 'FULL_OBJECT' }
  const { versionId } = await commitReceived(engine, received, (tx) => {
    const bucket = requireBucket(tx.db, bucketName)
    checkWriteCondition(condition, key, currentVersion(tx.db, bucket, key))
    return putVersion(tx, engine.files, bucket, {
      ...description,
      sizeBytes: received.sizeBytes,
      etag,
      checksum,
      own: (inner, owner) => ownReceived(inner, owner, received.received),
    })
  })
  return emptyAnswer(200, {
    ...presentHeaders({ etag: `"${etag}"`, 'x-amz-version-id': versionId }),
    ...(checksum && checksumHeaders(checksum)),
  })
}

export const putObjectOperations: readonly Operation[] = [
  { name: 'PutObject', method: 'PUT', on: 'object', run: putObject },
]
