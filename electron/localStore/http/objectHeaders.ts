/** What a writer says about an object, and how a reader gets it back. */
import type { ObjectHeaders, Version } from '../engine/versions.ts'
import { checksumHeader } from '../body/checksums.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'
import { presentHeaders, type AnswerHeaders } from './answer.ts'
import { headerBytes, type S3Request } from './request.ts'

const userPrefix = 'x-amz-meta-'
const userLimitBytes = 2048

/** The headers to store. Fails with MetadataTooLarge, and InvalidArgument for a redirect that leads nowhere. */
export function readObjectHeaders({ headers }: S3Request): ObjectHeaders {
  const given = {
    contentType: headers.get('content-type'),
    cacheControl: headers.get('cache-control'),
    contentDisposition: headers.get('content-disposition'),
    contentEncoding: withoutFraming(headers.get('content-encoding')),
    contentLanguage: headers.get('content-language'),
    expires: headers.get('expires'),
    websiteRedirect: headers.get('x-amz-website-redirect-location'),
  }
  return { ...presentHeaders(given), user: readUserMetadata(headers) }
}

/** `aws-chunked` is how the body travels, not what it is. */
function withoutFraming(contentEncoding: string | undefined): string | undefined {
  const codings = contentEncoding?.split(',').map((coding) => coding.trim())
  return codings?.filter((coding) => coding !== 'aws-chunked' && coding !== '').join(', ') || undefined
}

function readUserMetadata(headers: S3Request['headers']): Readonly<Record<string, string>> {
  const user: Record<string, string> = {}
  let sizeBytes = 0
  for (const [name, value] of headers) {
    if (!name.startsWith(userPrefix)) continue
    user[name.slice(userPrefix.length)] = value
    sizeBytes += name.length - userPrefix.length + value.length
  }
  if (sizeBytes > userLimitBytes) {
    const details = { Size: String(sizeBytes), MaxSizeAllowed: String(userLimitBytes) }
    throw s3Error('MetadataTooLarge', undefined, { details })
  }
  return user
}

/** The headers of an answer about one version, all but its length. */
export function versionHeaders(version: Version, versioned: boolean, withChecksum: boolean): AnswerHeaders {
  const { headers, checksum, tags } = version
  return presentHeaders({
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.modifiedMs).toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': headers.contentType ?? 'binary/octet-stream',
    'cache-control': headers.cacheControl,
    'content-disposition': headers.contentDisposition,
    'content-encoding': headers.contentEncoding,
    'content-language': headers.contentLanguage,
    expires: headers.expires,
    'x-amz-website-redirect-location': headers.websiteRedirect,
    'x-amz-version-id': versioned ? version.versionId : null,
    'x-amz-storage-class': version.storageClass === 'STANDARD' ? null : version.storageClass,
    'x-amz-tagging-count': tags.length > 0 ? String(tags.length) : null,
    ...Object.fromEntries(Object.entries(headers.user).map(([name, value]) => [userPrefix + name, value])),
    ...(withChecksum && checksum ? checksumHeaders(checksum) : {}),
  })
}

/** A checksum as the headers of an answer. */
export function checksumHeaders(checksum: NonNullable<Version['checksum']>): AnswerHeaders {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type }
}

const overrides = {
  'response-content-type': 'content-type',
  'response-content-language': 'content-language',
  'response-expires': 'expires',
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
} as const

export const overrideParameters: readonly string[] = Object.keys(overrides)

/** The headers that this request wants instead of the stored ones. Fails with InvalidArgument for what can be none. */
export function overriddenHeaders({ query }: S3Request): AnswerHeaders {
  const wanted: Record<string, string> = {}
  for (const [parameter, header] of Object.entries(overrides)) {
    const value = query.get(parameter)
    if (value === undefined) continue
    if (/\p{Cc}/u.test(value)) throw invalidArgument(parameter, value, 'A header can not hold this value.')
    wanted[header] = headerBytes(value)
  }
  return wanted
}
