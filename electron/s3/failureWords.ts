/** What S3's errors mean to a person: the sentences, without the codes that lead to them. */
import type { Failure } from '../../shared/failure.ts'

/** What a request was about, for the sentence. */
export type RequestSubject = {
  readonly operation: string
  readonly host: string
  readonly bucket: string | null
  readonly key: string | null
}

export type Words = Pick<Failure, 'code' | 'reason' | 'advice' | 'wayOn'> & {
  readonly message: (subject: RequestSubject) => string
}

const bucketOf = (subject: RequestSubject): string => `“${subject.bucket ?? 'the bucket'}”`
const objectOf = (subject: RequestSubject): string =>
  subject.key === null ? bucketOf(subject) : `“${subject.key}” in ${bucketOf(subject)}`

export const wrongSecret: Words = {
  code: 'signed-out',
  reason: 'wrong-secret',
  message: ({ host }) => `${host} knows this access key, but the secret does not match it.`,
  advice: 'Paste the secret again: it must be complete, without spaces at either end.',
  wayOn: 'edit-connection',
}

export const unknownKey: Words = {
  code: 'signed-out',
  reason: 'unknown-access-key',
  message: ({ host }) => `${host} does not know this access key.`,
  advice: 'Check the access key, and that it belongs to this server. It may have been deleted.',
  wayOn: 'edit-connection',
}

export const expiredToken: Words = {
  code: 'signed-out',
  reason: 'expired-token',
  message: ({ host }) => `The session token for ${host} has expired.`,
  advice: 'Get new temporary keys and enter them in the connection.',
  wayOn: 'edit-connection',
}

export const denied: Words = {
  code: 'access-denied',
  reason: 'access-denied',
  message: (subject) =>
    `This access key is not allowed to do this (${subject.operation}) on ${objectOf(subject)}.`,
  advice: 'Ask whoever gave you the key for this permission, or use another key.',
  wayOn: 'edit-connection',
}

export const bucketGone: Words = {
  code: 'not-found',
  reason: 'bucket-gone',
  message: (subject) => `There is no bucket ${bucketOf(subject)} on ${subject.host}.`,
  advice: 'It may have been deleted or renamed, or it lies on another server.',
  wayOn: 'choose-bucket',
}

export const keyGone: Words = {
  code: 'not-found',
  reason: 'key-gone',
  message: (subject) => `${objectOf(subject)} is not there any more.`,
  advice: 'Show deleted files to see whether earlier versions are kept.',
  wayOn: 'show-deleted',
}

export const versionGone: Words = {
  code: 'not-found',
  reason: 'version-gone',
  message: (subject) => `This version of ${objectOf(subject)} does not exist any more.`,
  advice: 'Somebody, or a lifecycle rule, removed it for good. Look at the versions that are left.',
  wayOn: 'retry',
}

export const uploadGone: Words = {
  code: 'not-found',
  reason: 'upload-gone',
  message: (subject) => `The upload of ${objectOf(subject)} was ended on the server before it was complete.`,
  advice: 'Try again: it starts anew.',
  wayOn: 'retry',
}

export const changed: Words = {
  code: 'conflict',
  reason: 'changed-meanwhile',
  message: (subject) => `${objectOf(subject)} was changed by somebody else meanwhile.`,
  advice: 'Nothing was written. Look at its newest version, then decide.',
  wayOn: 'retry',
}

export const slowDown: Words = {
  code: 'throttled',
  reason: 'slow-down',
  message: ({ host }) => `${host} asks for fewer requests at a time.`,
  advice:
    'Strata already slows down by itself; try again in a moment. If it keeps happening in one folder, a file there may have a very large number of versions.',
  wayOn: 'retry',
}

export const broken: Words = {
  code: 'unexpected',
  reason: 'server-error',
  message: ({ host }) => `${host} had a problem of its own.`,
  advice: 'Try again. If it goes on, your provider needs the details below.',
  wayOn: 'retry',
}

export const unsupported: Words = {
  code: 'unsupported',
  reason: 'not-implemented',
  message: (subject) => `${subject.host} does not offer this (${subject.operation}).`,
  advice: '',
  wayOn: 'none',
}

export const clockOff: Words = {
  code: 'signed-out',
  reason: 'clock-off',
  message: ({ host }) => `This computer's clock and the clock of ${host} are too far apart.`,
  advice: 'Set this computer’s date and time (or let it set them by itself), then try again.',
  wayOn: 'retry',
}

export const corrupted: Words = {
  code: 'unexpected',
  reason: 'damaged-on-the-way',
  message: (subject) => `${objectOf(subject)} was damaged on its way to the server, which refused it.`,
  advice: 'Nothing was stored. Try again; if it happens often, suspect the network.',
  wayOn: 'retry',
}

export const archived: Words = {
  code: 'conflict',
  reason: 'cold',
  message: (subject) => `${objectOf(subject)} lies in an archive class and can't be read now.`,
  advice: 'It must be retrieved first.',
  wayOn: 'none',
}

export const tooBig: Words = {
  code: 'invalid-request',
  reason: 'too-big',
  message: (subject) => `${objectOf(subject)} is larger than this server takes in one piece.`,
  advice: '',
  wayOn: 'none',
}

export const nameTaken: Words = {
  code: 'conflict',
  reason: 'bucket-name-taken',
  message: (subject) => `The name ${bucketOf(subject)} is taken.`,
  advice: 'Bucket names are shared by everybody on a server. Choose another one.',
  wayOn: 'none',
}

export const alreadyYours: Words = {
  code: 'conflict',
  reason: 'bucket-exists',
  message: (subject) => `You already have a bucket ${bucketOf(subject)}.`,
  advice: '',
  wayOn: 'none',
}

export const tooMany: Words = {
  code: 'conflict',
  reason: 'too-many-buckets',
  message: ({ host }) => `${host} allows no more buckets for this account.`,
  advice: 'Remove a bucket you no longer need, or ask your provider for more.',
  wayOn: 'none',
}

export const notEmpty: Words = {
  code: 'conflict',
  reason: 'bucket-not-empty',
  message: (subject) => `${bucketOf(subject)} is not empty: versions and delete markers count too.`,
  advice: '',
  wayOn: 'none',
}

export const badState: Words = {
  code: 'conflict',
  reason: 'bucket-state',
  message: (subject) => `${bucketOf(subject)} does not allow this, because object lock or replication is on.`,
  advice: '',
  wayOn: 'none',
}

export const noAcls: Words = {
  code: 'unsupported',
  reason: 'no-acls',
  message: (subject) => `${bucketOf(subject)} has no ACLs: its owner has switched them off.`,
  advice: 'Who may read it is told by the bucket’s policy alone.',
  wayOn: 'none',
}

export const badName: Words = {
  code: 'invalid-request',
  reason: 'bad-bucket-name',
  message: (subject) => `The server does not take ${bucketOf(subject)} as a bucket name.`,
  advice: 'Use 3 to 63 lower-case letters, digits and hyphens.',
  wayOn: 'none',
}

export const wrongRegion: Words = {
  code: 'invalid-request',
  reason: 'wrong-region',
  message: (subject) => `${bucketOf(subject)} lies in another region than this connection says.`,
  advice: 'Change the region of the connection.',
  wayOn: 'edit-connection',
}

export const keyTooLong: Words = {
  code: 'invalid-request',
  reason: 'key-too-long',
  message: (subject) => `The name of ${objectOf(subject)} is longer than the 1,024 bytes S3 allows.`,
  advice: 'Shorten the name or the folder names above it.',
  wayOn: 'none',
}
