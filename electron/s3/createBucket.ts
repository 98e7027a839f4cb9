/** CreateBucket, with the location constraint as the endpoint wants it. */
import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  type CreateBucketCommandOutput,
} from '@aws-sdk/client-s3'
import type { InitializeMiddleware } from '@smithy/types'
import { FailureError } from '../../shared/failure.ts'
import type { RequestOptions, S3Server } from './server.ts'

/** How servers refuse a location they don't know: by S3's codes, or by codes of their own. */
const locationRefused = new Set(['wrong-region', 'server-said'])

/**
 * Names the connection's region as AWS and StorageGRID want it (the SDK does, except for us-east-1, which has no
 * name there); where the server refuses that, asks again without, which means "here". One or two requests.
 * Failures: conflict (bucket-name-taken, bucket-exists, too-many-buckets), invalid-request (bad-bucket-name),
 * access-denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export async function createBucket(server: S3Server, bucket: string, options: RequestOptions): Promise<void> {
  try {
    await server.send(new CreateBucketCommand({ Bucket: bucket }), options)
  } catch (error) {
    if (!(error instanceof FailureError) || !locationRefused.has(error.failure.reason)) throw error
    await server.send(withoutLocation(bucket), options)
  }
}

const dropLocation: InitializeMiddleware<CreateBucketCommandInput, CreateBucketCommandOutput> =
  (next) => (args) => {
    const { CreateBucketConfiguration: _, ...input } = args.input
    return next({ ...args, input })
  }

function withoutLocation(bucket: string): CreateBucketCommand {
  const command = new CreateBucketCommand({ Bucket: bucket })
  command.middlewareStack.add(dropLocation, { step: 'initialize', priority: 'low', name: 'dropLocation' })
  return command
}
