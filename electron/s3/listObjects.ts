/** ListObjectsV2: what is live under a prefix. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { delimiter } from '../../shared/key.ts'
import { parseObjectsPage, type ObjectsPage } from './objectsPage.ts'
import { sendForBytes } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'

export type ObjectsQuery = {
  readonly bucket: string
  readonly prefix: string
  /** Folds what lies deeper into common prefixes. */
  readonly folded: boolean
  /** The `next` of the page before. */
  readonly after: string | null
  /** Begins behind this key, where there is no page before. */
  readonly behind?: string | null
  readonly pageSize?: number
}

/**
 * One page, one request. Failures: not-found (bucket-gone), access-denied, signed-out, throttled, offline,
 * unexpected (listing-stuck, unreadable-answer).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export async function listObjectsPage(
  server: S3Server,
  query: ObjectsQuery,
  options: RequestOptions,
): Promise<ObjectsPage> {
  return parseObjectsPage(await fetchObjectsPage(server, query, options), query.after)
}

/** The same page as it came, for `parseObjectsPage` in a worker. */
export async function fetchObjectsPage(
  server: S3Server,
  query: ObjectsQuery,
  options: RequestOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const command = new ListObjectsV2Command({
    Bucket: query.bucket,
    Prefix: query.prefix,
    EncodingType: 'url',
    MaxKeys: query.pageSize ?? 1000,
    ...(query.folded ? { Delimiter: delimiter } : {}),
    ...(query.after === null ? {} : { ContinuationToken: query.after }),
    ...(query.after === null && query.behind ? { StartAfter: query.behind } : {}),
  })
  return sendForBytes(server, command, options)
}
