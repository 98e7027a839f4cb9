/** HEAD and GET of one version of an object. */
import { GetObject$, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { Readable } from 'node:stream'
import { FailureError, failed } from '../../shared/failure.ts'
import type { Facts } from '../../shared/model/facts.ts'
import { factsOf } from './readFacts.ts'
import type { RequestOptions, S3Server } from './server.ts'

export type VersionAddress = {
  readonly bucket: string
  readonly key: string
  readonly versionId: string | null
}

/** Both ends inclusive, as in HTTP; `endByte` null reads to the end. */
export type ByteRange = { readonly startByte: number; readonly endByte: number | null }

export type OpenObject = { readonly facts: Facts; readonly body: Readable }

export const addressOf = ({
  bucket,
  key,
  versionId,
}: VersionAddress): { Bucket: string; Key: string; VersionId?: string } =>
  versionId === null ? { Bucket: bucket, Key: key } : { Bucket: bucket, Key: key, VersionId: versionId }

/**
 * A HEAD has no body to name the missing thing: with a version id it is the version. An id that a server can't even
 * have made (S3 checks their form) is refused as an invalid argument; to a person that is the same.
 */
function namingVersion(error: unknown, address: VersionAddress): unknown {
  if (!(error instanceof FailureError) || address.versionId === null) return error
  const { reason, server } = error.failure
  const headRefused = server?.operation === 'HeadObject' && server.httpStatus === 400
  if (reason !== 'key-gone' && server?.code !== 'InvalidArgument' && !headRefused) return error
  const message = `This version of “${address.key}” does not exist any more, or it is a delete marker.`
  return new FailureError(
    { ...error.failure, code: 'not-found', reason: 'version-gone', message, wayOn: 'retry' },
    { cause: error },
  )
}

/**
 * One request. Failures: not-found (key-gone, version-gone, bucket-gone), access-denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export async function headObject(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<Facts> {
  try {
    return factsOf(address.key, await server.send(new HeadObjectCommand(addressOf(address)), options))
  } catch (error) {
    throw namingVersion(error, address)
  }
}

/**
 * One request; the body must be read or destroyed. `ifMatch` pins the bytes: a changed object is a conflict.
 * Failures: as headObject, and conflict (cold, changed-meanwhile).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export async function getObject(
  server: S3Server,
  address: VersionAddress & { readonly range?: ByteRange | null; readonly ifMatch?: string | null },
  options: RequestOptions,
): Promise<OpenObject> {
  const { range = null, ifMatch = null } = address
  const command = new GetObjectCommand({
    ...addressOf(address),
    ...(range === null ? {} : { Range: `bytes=${range.startByte}-${range.endByte ?? ''}` }),
    ...(ifMatch === null ? {} : { IfMatch: `"${ifMatch}"` }),
  })
  try {
    const answer = await server.sendLight(GetObject$, command, options)
    if (!(answer.Body instanceof Readable)) throw failed(noBody(server.host))
    return { facts: factsOf(address.key, answer), body: answer.Body }
  } catch (error) {
    throw namingVersion(error, address)
  }
}

const noBody = (host: string) =>
  ({
    code: 'unexpected',
    reason: 'unreadable-answer',
    message: `${host} sent no bytes.`,
    wayOn: 'retry',
  }) as const
