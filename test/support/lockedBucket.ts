/** Buckets with object lock, and what a version says of its lock. */
import {
  CopyObjectCommand,
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3'
import { randomBytes } from 'node:crypto'
import type { S3Server } from '../../electron/s3/server.ts'
import { clientFor, type TestServer } from './testServer.ts'

type Lock = {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE'
  readonly until: Date
  readonly held: boolean
}

export async function bucketWithLock(server: TestServer): Promise<string> {
  const Bucket = `strata-${randomBytes(8).toString('hex')}`
  await clientFor(server).send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }))
  return Bucket
}

/** Writes a version and locks it; answers with its id. */
export async function putLocked(
  server: TestServer,
  { Bucket, Key, Body }: { readonly Bucket: string; readonly Key: string; readonly Body: string },
  { mode, until, held }: Lock,
): Promise<string> {
  const s3 = clientFor(server)
  const { VersionId } = await s3.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body,
      ContentType: 'text/x',
      Metadata: { author: 'Ada' },
      Tagging: 'a=b',
    }),
  )
  const version = { Bucket, Key, VersionId }
  const Retention = { Mode: mode, RetainUntilDate: until }
  await s3.send(new PutObjectRetentionCommand({ ...version, Retention }))
  if (held) await s3.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'ON' } }))
  return VersionId ?? ''
}

/** RGW takes locks along when it copies, S3 does not: with this neither does RGW, and tags are left behind, too. */
export function copyingAsS3(s3: S3Server): S3Server {
  const send = s3.send.bind(s3)
  s3.send = (command, options) => {
    if (command instanceof CopyObjectCommand) {
      const anew = {
        MetadataDirective: 'REPLACE',
        ContentType: 'text/x',
        Metadata: { author: 'Ada' },
      } as const
      Object.assign(command.input, anew)
    }
    return send(command, options)
  }
  return s3
}

/** Of the current version. */
export async function lockOf(server: TestServer, Bucket: string, Key: string) {
  const head = await clientFor(server).send(new HeadObjectCommand({ Bucket, Key }))
  return {
    mode: head.ObjectLockMode ?? null,
    until: head.ObjectLockRetainUntilDate ?? null,
    held: head.ObjectLockLegalHoldStatus === 'ON',
  }
}
