/** ListObjectVersions: every version and delete marker, in the server's own order. */
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { compareKeys, delimiter } from '../../shared/key.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import {
  etagOf,
  keyDecoderOf,
  keyOf,
  nextKeyOf,
  personOf,
  requireRoot,
  sizeOf,
  stuck,
  timeOf,
  type KeyDecoder,
} from './listingXml.ts'
import { sendForXml } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf, splitEntries } from './xml.ts'

/** Where a page begins: after this version of this key (an empty version id: after the whole key). */
export type VersionMarker = { readonly keyMarker: string; readonly versionIdMarker: string }

export type VersionsPage = {
  /** Keys in the order of their bytes, the entries of a key newest first. */
  readonly entries: readonly VersionEntry[]
  readonly prefixes: readonly string[]
  readonly next: VersionMarker | null
}

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
  const page = parseVersionsPage(await sendForXml(server, command, options))
  if (after !== null && page.next !== null && !advances(after, page.next)) throw stuck()
  return page
}

const advances = (from: VersionMarker, to: VersionMarker): boolean => {
  const order = compareKeys(to.keyMarker, from.keyMarker)
  return order > 0 || (order === 0 && to.versionIdMarker !== from.versionIdMarker)
}

export function parseVersionsPage(xml: string): VersionsPage {
  requireRoot(xml, 'ListVersionsResult')
  const split = splitEntries(xml, ['Version', 'DeleteMarker', 'CommonPrefixes'])
  const decode = keyDecoderOf(split.rest)
  const entries: VersionEntry[] = []
  const prefixes: string[] = []
  for (const { name, inner } of split.entries) {
    if (name === 'CommonPrefixes') prefixes.push(decode(fieldOf(inner, 'Prefix') ?? ''))
    else entries.push(parseEntry(inner, name === 'DeleteMarker', decode))
  }
  const truncated = fieldOf(split.rest, 'IsTruncated') === 'true'
  if (!truncated) return { entries, prefixes, next: null }
  const keyMarker = nextKeyOf(split.rest, decode, [entries.at(-1)?.key, prefixes.at(-1)])
  return {
    entries,
    prefixes,
    next: { keyMarker, versionIdMarker: fieldOf(split.rest, 'NextVersionIdMarker') ?? '' },
  }
}

function parseEntry(inner: string, isMarker: boolean, decode: KeyDecoder): VersionEntry {
  return {
    key: keyOf(inner, decode),
    versionId: fieldOf(inner, 'VersionId') ?? 'null',
    isMarker,
    isLatest: fieldOf(inner, 'IsLatest') === 'true',
    modifiedMs: timeOf(inner),
    sizeBytes: isMarker ? null : sizeOf(inner),
    etag: isMarker ? null : etagOf(inner),
    storageClass: isMarker ? null : fieldOf(inner, 'StorageClass'),
    owner: personOf(inner, 'Owner'),
  }
}
