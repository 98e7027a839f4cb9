/** Deleting: a marker on top, or a version for good. */
import { z } from 'zod'
import { requireBucket, type Bucket } from '../engine/buckets.ts'
import type { Engine } from '../engine/engine.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { currentVersion } from '../engine/versions.ts'
import { deleteKey, removeVersion } from '../engine/writes.ts'
import { documentAnswer, emptyAnswer, presentHeaders, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { checkWriteCondition } from '../http/conditions.ts'
import { parseXml, element, text, xmlDocument } from '../http/xml.ts'
import { readVersionId } from '../http/parameters.ts'
import { receiveDocument } from '../body/receiveBody.ts'
import { checkKeyLength } from '../http/request.ts'
import { S3Error, s3Error } from '../s3Error.ts'

interface Wanted {
  readonly key: string
  readonly versionId: string | null
  /** The current version's entity tag, or `*` for any; null for no condition. */
  readonly match: string | null
}

/** `marker`: the id of the delete marker that was made or, by its id, destroyed. */
interface Outcome {
  readonly versionId: string | null
  readonly marker: string | null
}

/**
 * Deletes one thing. Fails with NotImplemented for a condition on a version that is named (S3 has none either),
 * PreconditionFailed, NoSuchKey when a condition meets no object, InvalidArgument.
 */
function deleteOne(tx: Transaction, engine: Engine, bucket: Bucket, wanted: Wanted): Outcome {
  const { key, versionId, match } = wanted
  if (match !== null && versionId !== null) {
    throw s3Error('NotImplemented', undefined, { details: { Header: 'If-Match' } })
  }
  if (match !== null) checkWriteCondition({ match, absent: false }, key, currentVersion(tx.db, bucket, key))
  if (versionId === null) {
    return { versionId: null, marker: deleteKey(tx, engine.files, bucket, key).marker }
  }
  const removed = removeVersion(tx, engine.files, bucket, key, versionId)
  return { versionId, marker: removed?.marker ? versionId : null }
}

/** API_DeleteObject: succeeds when there is nothing to delete, too. */
async function deleteObject({ engine, request, bucketName, key }: Call): Promise<Answer> {
  const wanted = { key, versionId: readVersionId(request), match: request.headers.get('if-match') ?? null }
  const { versionId, marker } = await engine.commit((tx) =>
    deleteOne(tx, engine, requireBucket(tx.db, bucketName), wanted),
  )
  return emptyAnswer(
    204,
    presentHeaders({
      'x-amz-version-id': versionId ?? marker,
      'x-amz-delete-marker': marker === null ? null : 'true',
    }),
  )
}

const mostKeys = 1000

const deleteDocument = z.object({
  Delete: z.object({
    Object: z
      .array(
        z.strictObject({
          Key: z.string().min(1),
          VersionId: z.string().min(1).optional(),
          ETag: z.string().optional(),
          '#text': z.string().optional(),
        }),
      )
      .min(1)
      .max(mostKeys),
    Quiet: z
      .enum(['true', 'false'])
      .default('false')
      .transform((text) => text === 'true'),
  }),
})

/**
 * API_DeleteObjects: each key by itself; what fails is an element of the answer. Fails with InvalidRequest without a
 * Content-MD5 or a checksum, MalformedXML for none or more than 1,000 keys.
 */
async function deleteObjects({ engine, bucketName, body }: Call): Promise<Answer> {
  requireBucket(engine.db, bucketName)
  const incoming = body()
  if (incoming.declared.md5 === null && incoming.declared.checksum === null) {
    throw s3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    )
  }
  const { Object: objects, Quiet: quiet } = parseXml(deleteDocument, await receiveDocument(incoming)).Delete
  const results = await engine.commit((tx) => {
    const bucket = requireBucket(tx.db, bucketName)
    return objects.map(({ Key: key, VersionId: versionId = null, ETag: match = null }) =>
      deleteListed(tx, engine, bucket, { key, versionId, match }, quiet),
    )
  })
  return documentAnswer(xmlDocument('DeleteResult', ...results))
}

/** Nothing of a key is changed before it is known that it can be: a failure needs no undoing. */
function deleteListed(
  tx: Transaction,
  engine: Engine,
  bucket: Bucket,
  wanted: Wanted,
  quiet: boolean,
): string {
  try {
    checkKeyLength(wanted.key)
    const outcome = deleteOne(tx, engine, bucket, wanted)
    return quiet ? '' : deletedElement(wanted, outcome)
  } catch (error) {
    if (error instanceof S3Error) return errorElement(wanted, error)
    throw error
  }
}

function deletedElement({ key }: Wanted, { versionId, marker }: Outcome): string {
  return element(
    'Deleted',
    text('Key', key),
    text('VersionId', versionId),
    text('DeleteMarker', marker === null ? null : true),
    text('DeleteMarkerVersionId', marker),
  )
}

function errorElement({ key, versionId }: Wanted, { code, message }: S3Error): string {
  return element(
    'Error',
    text('Key', key),
    text('VersionId', versionId),
    text('Code', code),
    text('Message', message),
  )
}

export const deleteOperations: readonly Operation[] = [
  { name: 'DeleteObject', method: 'DELETE', on: 'object', accepts: ['versionId'], run: deleteObject },
  { name: 'DeleteObjects', method: 'POST', on: 'bucket', requires: ['delete'], run: deleteObjects },
]
