/** Server error codes → the words for them. The one place that knows S3's codes. */
import * as words from './failureWords.ts'
import type { RequestSubject, Words } from './failureWords.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList, and what others add. */
export const wordsByServerCode: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['SignatureDoesNotMatch', words.wrongSecret],
  ['InvalidAccessKeyId', words.unknownKey],
  ['InvalidToken', words.expiredToken],
  ['ExpiredToken', words.expiredToken],
  ['TokenRefreshRequired', words.expiredToken],
  ['AccessDenied', words.denied],
  ['AllAccessDisabled', words.denied],
  ['AccountProblem', words.denied],
  ['UserSuspended', words.denied],
  ['Forbidden', words.denied],
  ['NoSuchBucket', words.bucketGone],
  ['NoSuchKey', words.keyGone],
  ['NoSuchVersion', words.versionGone],
  ['NoSuchUpload', words.uploadGone],
  ['PreconditionFailed', words.changed],
  ['ConditionalRequestConflict', words.changed],
  ['OperationAborted', words.changed],
  ['SlowDown', words.slowDown],
  ['ServiceUnavailable', words.slowDown],
  ['TooManyRequests', words.slowDown],
  ['ThrottlingException', words.slowDown],
  ['RequestLimitExceeded', words.slowDown],
  ['InternalError', words.broken],
  ['NotImplemented', words.unsupported],
  ['MethodNotAllowed', words.unsupported],
  ['RequestTimeTooSkewed', words.clockOff],
  ['BadDigest', words.corrupted],
  ['XAmzContentSHA256Mismatch', words.corrupted],
  ['XAmzContentChecksumMismatch', words.corrupted],
  ['IncompleteBody', words.corrupted],
  ['InvalidObjectState', words.archived],
  ['EntityTooLarge', words.tooBig],
  ['KeyTooLongError', words.keyTooLong],
  ['BucketAlreadyExists', words.nameTaken],
  ['BucketAlreadyOwnedByYou', words.alreadyYours],
  ['TooManyBuckets', words.tooMany],
  ['BucketNotEmpty', words.notEmpty],
  ['InvalidBucketState', words.badState],
  ['AccessControlListNotSupported', words.noAcls],
  ['InvalidBucketName', words.badName],
  ['PermanentRedirect', words.wrongRegion],
  ['AuthorizationHeaderMalformed', words.wrongRegion],
  ['IllegalLocationConstraintException', words.wrongRegion],
  ['InvalidLocationConstraint', words.wrongRegion],
])

/** For answers without a body (HEAD) or with a code nobody knows. */
export function wordsByStatus(httpStatus: number, subject: RequestSubject): Words | null {
  if (httpStatus === 401 || httpStatus === 403) return words.denied
  if (httpStatus === 404) return subject.key === null ? words.bucketGone : words.keyGone
  if (httpStatus === 405 || httpStatus === 501) return words.unsupported
  if (httpStatus === 409 || httpStatus === 412) return words.changed
  if (httpStatus === 429 || httpStatus === 503) return words.slowDown
  return httpStatus >= 500 ? words.broken : null
}
