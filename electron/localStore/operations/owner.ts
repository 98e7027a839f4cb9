/** The one account there is: it owns every bucket, version and upload. */
import { element, text } from '../http/xml.ts'
import type { S3Request } from '../http/request.ts'
import { s3Error } from '../s3Error.ts'

const accountId = '000000000000'
const canonicalId = '75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a'
const displayName = 'local'

const identity = text('ID', canonicalId) + text('DisplayName', displayName)

export const ownerElement = element('Owner', identity)
export const initiatorElement = element('Initiator', identity)

/** Fails with AccessDenied when a request insists on another owner. */
export function checkExpectedOwner({ headers }: S3Request): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    const expected = headers.get(name)
    if (expected !== undefined && expected !== accountId) throw s3Error('AccessDenied')
  }
}
