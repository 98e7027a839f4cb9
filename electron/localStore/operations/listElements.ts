/** Elements that several listings share. */
import type { Page } from '../engine/page.ts'
import type { ListedVersion } from '../engine/versions.ts'
import { readUrlEncoding } from '../http/parameters.ts'
import type { S3Request } from '../http/request.ts'
import { element, text } from '../http/xml.ts'
import { uriEncode } from '../signature/canonical.ts'

/** How a listing writes keys: as they are, or percent-encoded with `+` for a blank and `/` left alone. */
export type KeyWriter = (name: string, key: string | null) => string

/** Fails with InvalidArgument for another encoding than `url`. */
export function keyWriter(request: S3Request): KeyWriter {
  if (!readUrlEncoding(request)) return text
  return (name, key) => text(name, key === null ? null : urlEncodeKey(key))
}

function urlEncodeKey(key: string): string {
  return key.split('/').map(uriEncode).join('/').replaceAll('%20', '+')
}

/** The element that says so, where keys are percent-encoded. */
export function encodingElement({ query }: S3Request): string {
  return text('EncodingType', query.get('encoding-type') ?? null)
}

export function commonPrefixElements({ commonPrefixes }: Page<unknown>, key: KeyWriter): string {
  return commonPrefixes.map((prefix) => element('CommonPrefixes', key('Prefix', prefix))).join('')
}

/** What every listing says of a version's bytes. */
export function versionElements(version: ListedVersion): string {
  return (
    text('ETag', `"${version.etag}"`) +
    text('ChecksumAlgorithm', version.checksumAlgorithm) +
    text('ChecksumType', version.checksumType) +
    text('Size', version.sizeBytes) +
    text('StorageClass', version.storageClass)
  )
}

export function timeElement(name: string, timeMs: number): string {
  return text(name, new Date(timeMs).toISOString())
}

/** The key or common prefix that ended a page, or null on the last page. */
export function lastOf(page: Page<{ readonly key: string }>): string | null {
  if (page.more === null) return null
  return page.more.kind === 'entry' ? page.more.entry.key : page.more.prefix
}
