/** A bucket's versioning: read, switched on, suspended; and its object lock. */
import {
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3'
import { FailureError } from '../../shared/failure.ts'
import type { VersioningState } from '../../shared/model/bucket.ts'
import { sendForXml } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf } from './xml.ts'

export type BucketVersioning = { readonly state: VersioningState; readonly mfaDelete: boolean }

const stateOf = (status: string | null): VersioningState =>
  status === 'Enabled' ? 'enabled' : status === 'Suspended' ? 'suspended' : 'never'

/**
 * One request. Not being allowed to ask, and a server that keeps no versions, are answers; other failures rise.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
 */
export async function readVersioning(
  server: S3Server,
  bucket: string,
  options: RequestOptions,
): Promise<BucketVersioning> {
  try {
    const xml = await sendForXml(server, new GetBucketVersioningCommand({ Bucket: bucket }), options)
    // Who doesn't know the question answers with a listing.
    if (xml.includes('<ListBucketResult')) return { state: 'unsupported', mfaDelete: false }
    return { state: stateOf(fieldOf(xml, 'Status')), mfaDelete: fieldOf(xml, 'MfaDelete') === 'Enabled' }
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'access-denied')
      return { state: 'forbidden', mfaDelete: false }
    if (error instanceof FailureError && error.failure.code === 'unsupported')
      return { state: 'unsupported', mfaDelete: false }
    throw error
  }
}

/**
 * One request; servers may take minutes until it holds everywhere.
 * Failures: access-denied, conflict (bucket-state: object lock is on), unsupported.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html
 */
export async function writeVersioning(
  server: S3Server,
  bucket: string,
  state: 'enabled' | 'suspended',
  options: RequestOptions,
): Promise<void> {
  const Status = state === 'enabled' ? 'Enabled' : 'Suspended'
  await server.send(
    new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }),
    options,
  )
}

/**
 * Whether object lock is on: one request. Servers without it, and those that don't tell us, are `unknown`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html
 */
export async function readObjectLock(
  server: S3Server,
  bucket: string,
  options: RequestOptions,
): Promise<'on' | 'off' | 'unknown'> {
  try {
    const answer = await server.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }), options)
    return answer.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled' ? 'on' : 'off'
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    if (error.failure.server?.code === 'ObjectLockConfigurationNotFoundError') return 'off'
    if (error.failure.code === 'cancelled' || error.failure.code === 'offline') throw error
    return 'unknown'
  }
}
