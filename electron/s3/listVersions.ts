/** ListObjectVersions: every version and delete marker, in the server's own order. */
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { delimiter } from '../../shared/key.ts'
import { sendForBytes } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { parseVersionsPage, type VersionMarker, type VersionsPage } from './versionsPage.ts'

export type VersionsQuery = {
  readonly bucket: string
  readonly prefix: string
  readonly folded: boolean
  readonly after: VersionMarker | null
  readonly pageSize?: number
}

/**
 * One page, one request. Failures: as listObjectsPage; `unsupported` where the server keeps no versions.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export async function listVersionsPage(
  server: S3Server,
  query: VersionsQuery,
  options: RequestOptions,
): Promise<VersionsPage> {
  return parseVersionsPage(await fetchVersionsPage(server, query, options), query.after)
}

/** The same page as it came, for `parseVersionsPage` in a worker. */
export async function fetchVersionsPage(
  server: S3Server,
  query: VersionsQuery,
  options: RequestOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { after } = query
  const command = new ListObjectVersionsCommand({
    Bucket: query.bucket,
    Prefix: query.prefix,
    EncodingType: 'url',
    MaxKeys: query.pageSize ?? 1000,
    ...(query.folded ? { Delimiter: delimiter } : {}),
    ...(after === null ? {} : { KeyMarker: after.keyMarker }),
    ...(after === null || after.versionIdMarker === '' ? {} : { VersionIdMarker: after.versionIdMarker }),
  })
  return sendForBytes(server, command, options)
}
