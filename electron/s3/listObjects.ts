/** ListObjectsV2: what is live under a prefix. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { delimiter } from '../../shared/key.ts'
import { etagOf, keyDecoderOf, keyOf, requireRoot, sizeOf, stuck, timeOf } from './listingXml.ts'
import { sendForXml } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf, splitEntries } from './xml.ts'

export type ListedObject = {
  readonly key: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly etag: string | null
  readonly storageClass: string | null
}

/** Objects and common prefixes each in the server's order, which is that of the keys' bytes. */
export type ObjectsPage = {
  readonly objects: readonly ListedObject[]
  readonly prefixes: readonly string[]
  /** Give it back to read on; null on the last page. */
  readonly next: string | null
}

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
  const command = new ListObjectsV2Command({
    Bucket: query.bucket,
    Prefix: query.prefix,
    EncodingType: 'url',
    MaxKeys: query.pageSize ?? 1000,
    ...(query.folded ? { Delimiter: delimiter } : {}),
    ...(query.after === null ? {} : { ContinuationToken: query.after }),
    ...(query.after === null && query.behind ? { StartAfter: query.behind } : {}),
  })
  const page = parseObjectsPage(await sendForXml(server, command, options))
  if (page.next !== null && page.next === query.after) throw stuck()
  return page
}

export function parseObjectsPage(xml: string): ObjectsPage {
  requireRoot(xml, 'ListBucketResult')
  const { entries, rest } = splitEntries(xml, ['Contents', 'CommonPrefixes'])
  const decode = keyDecoderOf(rest)
  const objects: ListedObject[] = []
  const prefixes: string[] = []
  for (const { name, inner } of entries) {
    if (name === 'CommonPrefixes') prefixes.push(decode(fieldOf(inner, 'Prefix') ?? ''))
    else
      objects.push({
        key: keyOf(inner, decode),
        sizeBytes: sizeOf(inner),
        modifiedMs: timeOf(inner),
        etag: etagOf(inner),
        storageClass: fieldOf(inner, 'StorageClass'),
      })
  }
  const truncated = fieldOf(rest, 'IsTruncated') === 'true'
  const next = fieldOf(rest, 'NextContinuationToken')
  if (truncated && (next === null || next === '')) throw stuck()
  return { objects, prefixes, next: truncated ? next : null }
}
