/** Buckets. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
import { z } from 'zod'
import { createBucket, deleteBucket, listBuckets, requireBucket, type Bucket } from '../engine/buckets.ts'
import { removeUploads } from '../engine/uploads.ts'
import { documentAnswer, emptyAnswer, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { receiveDocument } from '../body/receiveBody.ts'
import { parseXml, element, text, xmlDocument } from '../http/xml.ts'
import { readLimit } from '../http/parameters.ts'
import { ownerElement } from './owner.ts'

const defaultRegion = 'us-east-1'

function regionOf({ location }: Bucket): string {
  return location === '' ? defaultRegion : location
}

/** API_ListBuckets: pages of 1,000 by name; a page's token is the last name on it. */
function listBucketsAnswer({ engine, request }: Call): Answer {
  const limit = readLimit(request, 'max-buckets')
  const prefix = request.query.get('prefix') ?? ''
  const after = request.query.get('continuation-token') ?? ''
  const found = listBuckets(engine.db, { prefix, after, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const token = found.length > limit ? (shown.at(-1)?.name ?? null) : null
  const buckets = shown.map((bucket) =>
    element(
      'Bucket',
      text('Name', bucket.name),
      text('CreationDate', new Date(bucket.createdMs).toISOString()),
      text('BucketRegion', regionOf(bucket)),
    ),
  )
  return documentAnswer(
    xmlDocument(
      'ListAllMyBucketsResult',
      ownerElement,
      element('Buckets', ...buckets),
      text('ContinuationToken', token),
      text('Prefix', prefix || null),
    ),
  )
}

const createConfiguration = z.object({
  CreateBucketConfiguration: z.union([
    z.strictObject({ LocationConstraint: z.string().optional(), '#text': z.string().optional() }),
    z.literal(''),
  ]),
})

/** API_CreateBucket: BucketAlreadyOwnedByYou when it is there, whatever its region. */
async function createBucketAnswer({ engine, bucketName, body }: Call): Promise<Answer> {
  const xml = await receiveDocument(body())
  const configuration = xml === '' ? '' : parseXml(createConfiguration, xml).CreateBucketConfiguration
  const location = configuration === '' ? '' : (configuration.LocationConstraint ?? '')
  await engine.commit((tx) => createBucket(tx, bucketName, location === defaultRegion ? '' : location))
  return emptyAnswer(200, { location: `/${bucketName}` })
}

/** API_DeleteBucket: uploads under way go with it, versions and markers don't. */
async function deleteBucketAnswer({ engine, bucketName }: Call): Promise<Answer> {
  await engine.commit((tx) => {
    const bucket = requireBucket(tx.db, bucketName)
    deleteBucket(tx, bucket)
    removeUploads(tx, engine.files, bucket)
  })
  return emptyAnswer(204)
}

/** API_HeadBucket. */
function headBucketAnswer({ engine, bucketName }: Call): Answer {
  const bucket = requireBucket(engine.db, bucketName)
  return emptyAnswer(200, { 'x-amz-bucket-region': regionOf(bucket) })
}

/** API_GetBucketLocation: empty for us-east-1. */
function locationAnswer({ engine, bucketName }: Call): Answer {
  const { location } = requireBucket(engine.db, bucketName)
  return documentAnswer(xmlDocument('LocationConstraint', location))
}

export const bucketOperations: readonly Operation[] = [
  {
    name: 'ListBuckets',
    method: 'GET',
    on: 'service',
    accepts: ['prefix', 'max-buckets', 'continuation-token'],
    run: listBucketsAnswer,
  },
  { name: 'CreateBucket', method: 'PUT', on: 'bucket', run: createBucketAnswer },
  { name: 'DeleteBucket', method: 'DELETE', on: 'bucket', run: deleteBucketAnswer },
  { name: 'HeadBucket', method: 'HEAD', on: 'bucket', run: headBucketAnswer },
  { name: 'GetBucketLocation', method: 'GET', on: 'bucket', requires: ['location'], run: locationAnswer },
]
