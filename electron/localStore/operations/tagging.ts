/** The tags of a version. They change without a new version. */
import { requireBucket } from '../engine/buckets.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { requireVersion, type Tag, type Version } from '../engine/versions.ts'
import { replaceTags } from '../engine/writes.ts'
import { documentAnswer, emptyAnswer, type Answer, type AnswerHeaders } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { readDocument } from '../http/document.ts'
import { readVersionId } from '../http/parameters.ts'
import { checkTags, taggingDocument, writeTagging } from '../http/tags.ts'
import type { Bucket } from '../engine/buckets.ts'

/** API_GetObjectTagging: an empty set when there are none. */
function getObjectTagging({ engine, request, bucketName, key }: Call): Answer {
  const bucket = requireBucket(engine.db, bucketName)
  const version = requireVersion(engine.db, bucket, key, readVersionId(request))
  return documentAnswer(writeTagging(version.tags), versionIdHeader(bucket, version))
}

/** API_PutObjectTagging: in place of all there were. */
async function putObjectTagging(call: Call): Promise<Answer> {
  requireBucket(call.engine.db, call.bucketName)
  const tags = checkTags(await readDocument(call.body(), taggingDocument))
  return emptyAnswer(200, await replace(call, tags))
}

/** API_DeleteObjectTagging. */
async function deleteObjectTagging(call: Call): Promise<Answer> {
  return emptyAnswer(204, await replace(call, []))
}

async function replace(
  { engine, request, bucketName, key }: Call,
  tags: readonly Tag[],
): Promise<AnswerHeaders> {
  const versionId = readVersionId(request)
  return await engine.commit((tx: Transaction) => {
    const bucket = requireBucket(tx.db, bucketName)
    const version = requireVersion(tx.db, bucket, key, versionId)
    replaceTags(tx, bucket, version, tags)
    return versionIdHeader(bucket, version)
  })
}

function versionIdHeader(bucket: Bucket, version: Version): AnswerHeaders {
  return bucket.versioning === 'never' ? {} : { 'x-amz-version-id': version.versionId }
}

const common = { on: 'object', requires: ['tagging'], accepts: ['versionId'] } as const

export const taggingOperations: readonly Operation[] = [
  { name: 'GetObjectTagging', method: 'GET', ...common, run: getObjectTagging },
  { name: 'PutObjectTagging', method: 'PUT', ...common, run: putObjectTagging },
  { name: 'DeleteObjectTagging', method: 'DELETE', ...common, run: deleteObjectTagging },
]
