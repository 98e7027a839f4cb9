/** ListObjectVersions: every version and delete marker, in the server's own order. */
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { compareKeys, delimiter } from '../../shared/key.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import {
  etagOf,
  keyDecoderOf,
  keyOf,
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
  return { entries, prefixes, next: truncated ? nextMarker(split.rest, decode, entries, prefixes) : null }
}

function parseEntry(inner: string, isMarker: boolean, decode: KeyDecoder): VersionEntry {
  const owner = /<Owner(?: [^>]*)?>(.*?)<\/Owner>/s.exec(inner)?.[1]
  const ownerId = owner === undefined ? null : fieldOf(owner, 'ID')
  const displayName = owner === undefined ? null : fieldOf(owner, 'DisplayName')
  return {
    key: keyOf(inner, decode),
    versionId: fieldOf(inner, 'VersionId') ?? 'null',
    isMarker,
    isLatest: fieldOf(inner, 'IsLatest') === 'true',
    modifiedMs: timeOf(inner),
    sizeBytes: isMarker ? null : sizeOf(inner),
    etag: isMarker ? null : etagOf(inner),
    storageClass: isMarker ? null : fieldOf(inner, 'StorageClass'),
    owner:
      ownerId === null || ownerId === ''
        ? null
        : { id: ownerId, displayName: displayName === '' ? null : displayName },
  }
}

/**
 * Servers disagree on whether NextKeyMarker is encoded, and it can't be told from the text. So the last key of
 * the page, which was decoded for sure, is the marker when it is what NextKeyMarker means either way; a marker
 * that is something else is taken only when both readings of it agree.
 */
function nextMarker(
  rest: string,
  decode: KeyDecoder,
  entries: readonly VersionEntry[],
  prefixes: readonly string[],
): VersionMarker {
  const raw = fieldOf(rest, 'NextKeyMarker') ?? ''
  const decoded = decode(raw)
  const versionIdMarker = fieldOf(rest, 'NextVersionIdMarker') ?? ''
  const lastEntry = entries.at(-1)
  for (const last of [lastEntry?.key, prefixes.at(-1)]) {
    if (last !== undefined && (last === raw || last === decoded)) return { keyMarker: last, versionIdMarker }
  }
  if (raw !== '' && raw === decoded) return { keyMarker: raw, versionIdMarker }
  throw stuck()
}
