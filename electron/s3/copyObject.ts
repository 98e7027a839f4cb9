/** CopyObject: a server-side copy of one version, keeping what it carries. */
import { CopyObjectCommand } from '@aws-sdk/client-s3'
import type { Facts } from '../../shared/model/facts.ts'
import { conditionInput, type Condition } from './conditions.ts'
import { copyOnlyIf } from './copyCondition.ts'
import { copySourceOf } from './copySource.ts'
import { placementToWrite } from './objectProperties.ts'
import type { VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

/** The largest object one CopyObject takes. */
export const copyLimitBytes = 5 * 1024 ** 3

export type CopyTarget = { readonly bucket: string; readonly key: string }

/** null where the server does not name the version it made (RGW). */
export type Written = { readonly versionId: string | null; readonly etag: string | null }

/**
 * One request; metadata, headers and tags are copied by the server, class and encryption are sent again, the
 * website redirect too (S3 drops it). `source` are the facts of the copied version.
 * `onlyIf` holds only where the endpoint heeds it: look at the result all the same.
 * Failures: not-found (version-gone), access-denied, conflict (cold, changed-meanwhile), invalid-request above 5 GiB.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export async function copyObject(
  server: S3Server,
  from: VersionAddress,
  to: CopyTarget,
  source: Facts,
  options: RequestOptions & { readonly onlyIf?: Condition | null },
): Promise<Written> {
  return copyOnlyIf(server, options.onlyIf ?? null, (condition) =>
    sendCopy(server, from, to, source, condition, options),
  )
}

async function sendCopy(
  server: S3Server,
  from: VersionAddress,
  to: CopyTarget,
  source: Facts,
  condition: Condition | null,
  options: RequestOptions,
): Promise<Written> {
  const command = new CopyObjectCommand({
    ...conditionInput(condition),
    Bucket: to.bucket,
    Key: to.key,
    CopySource: copySourceOf(from),
    MetadataDirective: 'COPY',
    TaggingDirective: 'COPY',
    ...placementToWrite(source),
    ...(source.websiteRedirect === null ? {} : { WebsiteRedirectLocation: source.websiteRedirect }),
  })
  const answer = await server.send(command, options)
  return {
    versionId: answer.VersionId ?? null,
    etag: answer.CopyObjectResult?.ETag?.replaceAll('"', '') ?? null,
  }
}
