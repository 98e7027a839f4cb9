/** The versioning state of a bucket. */
import { z } from 'zod'
import { requireBucket, setVersioning } from '../engine/buckets.ts'
import { documentAnswer, emptyAnswer, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { readDocument } from '../http/document.ts'
import { text, xmlDocument } from '../http/xml.ts'
import { s3Error } from '../s3Error.ts'

const statusWords = { never: null, enabled: 'Enabled', suspended: 'Suspended' } as const

/** API_GetBucketVersioning: no Status for a bucket that was never enabled. */
function getBucketVersioning({ engine, bucketName }: Call): Answer {
  const { versioning } = requireBucket(engine.db, bucketName)
  return documentAnswer(xmlDocument('VersioningConfiguration', text('Status', statusWords[versioning])))
}

const configuration = z.object({
  VersioningConfiguration: z.object({
    Status: z.enum(['Enabled', 'Suspended']),
    MfaDelete: z.enum(['Enabled', 'Disabled']).optional(),
  }),
})

/** API_PutBucketVersioning. Fails with NotImplemented for MFA delete. */
async function putBucketVersioning({ engine, bucketName, body }: Call): Promise<Answer> {
  requireBucket(engine.db, bucketName)
  const { Status: status, MfaDelete: mfaDelete } = (await readDocument(body(), configuration))
    .VersioningConfiguration
  if (mfaDelete === 'Enabled') throw s3Error('NotImplemented', 'The local store has no MFA delete.')
  await engine.commit((tx) => {
    setVersioning(tx, requireBucket(tx.db, bucketName), status === 'Enabled' ? 'enabled' : 'suspended')
  })
  return emptyAnswer(200)
}

export const versioningOperations: readonly Operation[] = [
  {
    name: 'GetBucketVersioning',
    method: 'GET',
    on: 'bucket',
    requires: ['versioning'],
    run: getBucketVersioning,
  },
  {
    name: 'PutBucketVersioning',
    method: 'PUT',
    on: 'bucket',
    requires: ['versioning'],
    run: putBucketVersioning,
  },
]
