/** Buckets and their versioning state. */
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3'
import { deleted } from '../support/bucketWith.ts'
import { conformance, failure, outcome } from './conformance.ts'

const never = { versioning: 'never' } as const

conformance('buckets', {
  'a new bucket is listed, answers HEAD and never had versions': {
    s3: { listed: true, head: 200, versioning: null },
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith({}, never)
      const { Buckets: buckets } = await s3.send(new ListBucketsCommand({}))
      const head = await s3.send(new HeadBucketCommand({ Bucket: bucket }))
      const versioning = await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))
      return {
        listed: buckets?.some(({ Name: name }) => name === bucket),
        head: head.$metadata.httpStatusCode,
        versioning: versioning.Status ?? null,
      }
    },
  },
  'a bucket that is mine already is a conflict': {
    s3: { status: 409, code: 'BucketAlreadyOwnedByYou' },
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith({}, never)
      return await failure(s3.send(new CreateBucketCommand({ Bucket: bucket })))
    },
  },
  'a name that no bucket can have is refused': {
    s3: { status: 400, code: 'InvalidBucketName' },
    observe: async ({ raw }) => {
      const { status, code } = await raw({ method: 'PUT', path: '/A_B' })
      return { status, code }
    },
  },
  'a bucket that is not there answers 404 to everything': {
    s3: [
      { status: 404, code: 'NotFound' },
      { status: 404, code: 'NoSuchBucket' },
      { status: 404, code: 'NoSuchBucket' },
      { status: 404, code: 'NoSuchBucket' },
    ],
    async observe({ s3 }) {
      const Bucket = 'strata-nowhere-to-be-found'
      return [
        await failure(s3.send(new HeadBucketCommand({ Bucket }))),
        await failure(s3.send(new ListObjectsV2Command({ Bucket }))),
        await failure(s3.send(new DeleteBucketCommand({ Bucket }))),
        await failure(s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))),
      ]
    },
  },
  'a bucket that holds only a delete marker is not empty': {
    s3: { status: 409, code: 'BucketNotEmpty' },
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith({ a: [deleted] })
      return await failure(s3.send(new DeleteBucketCommand({ Bucket: bucket })))
    },
  },
  'an empty bucket goes, uploads under way and all': {
    s3: { deleted: 204, after: { status: 404, code: 'NotFound' } },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith()
      await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }))
      return {
        deleted: await outcome(
          s3.send(new DeleteBucketCommand({ Bucket })),
          (answer) => answer.$metadata.httpStatusCode,
        ),
        after: await failure(s3.send(new HeadBucketCommand({ Bucket }))),
      }
    },
  },
  'a bucket of us-east-1 has no location': {
    s3: null,
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith({}, never)
      const { LocationConstraint: location } = await s3.send(new GetBucketLocationCommand({ Bucket: bucket }))
      return location ?? null
    },
  },
  'versioning is enabled, suspended and enabled again, and never back to never': {
    s3: ['Enabled', 'Suspended', 'Enabled', { status: 400, code: 'MalformedXML' }, 'Enabled'],
    async observe({ s3, raw, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({}, never)
      const seen: unknown[] = []
      const look = async (): Promise<void> => {
        const { Status: status } = await s3.send(new GetBucketVersioningCommand({ Bucket }))
        seen.push(status)
      }
      for (const Status of ['Enabled', 'Suspended', 'Enabled'] as const) {
        await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }))
        await look()
      }
      const body = '<VersioningConfiguration><Status>Off</Status></VersioningConfiguration>'
      const { status, code } = await raw({
        method: 'PUT',
        path: `/${Bucket}`,
        query: { versioning: '' },
        body,
      })
      seen.push({ status, code })
      await look()
      return seen
    },
  },
})
