/** The lock of a version: until when it is retained, and whether it is held. */
import {
  ObjectLockRetentionMode,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3'
import { failed } from '../../shared/failure.ts'
import { contentMd5 } from './contentMd5.ts'
import { addressOf, type VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

export type Retention = { readonly mode: string; readonly untilMs: number }

const knownModes: readonly ObjectLockRetentionMode[] = Object.values(ObjectLockRetentionMode)

/**
 * Only for servers that have shown a lock: others take the body for the object's own.
 * Failures: access-denied (also where it would shorten a lock), invalid-request (the bucket has no object lock),
 * unsupported.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html
 */
export async function retainVersion(
  server: S3Server,
  address: VersionAddress,
  { mode, untilMs }: Retention,
  options: RequestOptions,
): Promise<void> {
  const Mode = knownModes.find((known) => known === mode)
  if (Mode === undefined) throw unknownMode(mode)
  const command = new PutObjectRetentionCommand({
    ...addressOf(address),
    Retention: { Mode, RetainUntilDate: new Date(untilMs) },
  })
  contentMd5(command)
  await server.send(command, options)
}

/**
 * Only for servers that have shown a lock. Failures: as retainVersion.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html
 */
export async function holdVersion(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<void> {
  const command = new PutObjectLegalHoldCommand({ ...addressOf(address), LegalHold: { Status: 'ON' } })
  contentMd5(command)
  await server.send(command, options)
}

const unknownMode = (mode: string) =>
  failed({ code: 'unsupported', reason: 'lock-mode', message: `Strata does not know the lock “${mode}”.` })
