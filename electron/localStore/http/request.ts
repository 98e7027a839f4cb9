/** A request as the store reads it: raw names decoded once, never normalised. */
import { s3Error } from '../s3Error.ts'

export interface S3Request {
  readonly method: string
  /** Decoded: `/bucket/a b`. */
  readonly path: string
  /** Null for the service itself. */
  readonly bucketName: string | null
  /** Null for the bucket itself. */
  readonly key: string | null
  /** In the order they were sent; a parameter without a value has ''. */
  readonly query: ReadonlyMap<string, string>
  /** By lower-case name; values as bytes, one per character. */
  readonly headers: ReadonlyMap<string, string>
}

interface RawRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

const longestKeyBytes = 1024

/** Reads a path-style request. Fails with InvalidURI, KeyTooLongError. */
export function readRequest({ method = '', url = '', headers }: RawRequest): S3Request {
  const questionMark = url.indexOf('?')
  const rawPath = questionMark < 0 ? url : url.slice(0, questionMark)
  if (!rawPath.startsWith('/')) throw s3Error('InvalidURI')
  const path = decode(rawPath)
  const slash = path.indexOf('/', 1)
  const bucketName = slash < 0 ? path.slice(1) : path.slice(1, slash)
  const key = slash < 0 ? '' : path.slice(slash + 1)
  checkKeyLength(key)
  return {
    method,
    path,
    bucketName: bucketName || null,
    key: key || null,
    query: readQuery(questionMark < 0 ? '' : url.slice(questionMark + 1)),
    headers: readHeaders(headers),
  }
}

/** Fails with KeyTooLongError. */
export function checkKeyLength(key: string): void {
  const sizeBytes = Buffer.byteLength(key)
  if (sizeBytes <= longestKeyBytes) return
  const details = { Size: String(sizeBytes), MaxSizeAllowed: String(longestKeyBytes) }
  throw s3Error('KeyTooLongError', undefined, { details })
}

/** Percent-decodes to UTF-8. Fails with InvalidURI. */
function decode(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch (cause) {
    throw s3Error('InvalidURI', cause instanceof URIError ? undefined : String(cause))
  }
}

function readQuery(raw: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>()
  for (const pair of raw.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decodeParameter(equals < 0 ? pair : pair.slice(0, equals))
    if (query.has(name)) {
      throw s3Error('InvalidArgument', 'A query parameter was given twice.', {
        details: { ArgumentName: name },
      })
    }
    query.set(name, equals < 0 ? '' : decodeParameter(pair.slice(equals + 1)))
  }
  return query
}

/** In a query `+` is a blank. */
function decodeParameter(raw: string): string {
  return decode(raw.replaceAll('+', ' '))
}

function readHeaders(raw: RawRequest['headers']): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers.set(name, typeof value === 'string' ? value : value.join(','))
  }
  return headers
}

/** A text as a header carries it: the bytes of its UTF-8, one per character. */
export function headerBytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}
