/** What a request says about its body before it comes, and what the body will be held to. */
import { unsignedPayload } from '../signature/claim.ts'
import type { S3Request } from '../http/request.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'
import type { ChecksumAlgorithm } from '../engine/versions.ts'
import { checksumAlgorithmNamed, isDigest } from './checksums.ts'

/** A checksum that comes with the body; `value` is base64, or null when it follows in a trailer. */
interface DeclaredChecksum {
  readonly algorithm: ChecksumAlgorithm
  readonly value: string | null
}

export interface DeclaredBody {
  /** Of the data itself, without its framing. */
  readonly sizeBytes: number
  /** Hex, or null when the body isn't hashed as a whole. */
  readonly sha256: string | null
  /** Base64. */
  readonly md5: string | null
  readonly checksum: DeclaredChecksum | null
  /** How aws-chunked frames the data; null when it comes bare. */
  readonly framing: { readonly signed: boolean; readonly trailers: boolean } | null
}

const framings: Readonly<Record<string, DeclaredBody['framing']>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true, trailers: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true, trailers: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false, trailers: true },
}

const sha256Shape = /^[0-9a-f]{64}$/

/**
 * Reads what is declared; `payload` is what the signature covers. A checksum of something else than this body is
 * left alone when `checksum` says so. Fails with MissingContentLength, InvalidDigest,
 * InvalidRequest, InvalidArgument, or NotImplemented for a checksum of an unknown kind.
 */
export function readDeclaredBody(
  { headers }: S3Request,
  payload: string,
  checksum: 'of-body' | 'of-object',
): DeclaredBody {
  const framing = framings[payload] ?? null
  if (framing === null && payload !== unsignedPayload && !sha256Shape.test(payload)) {
    throw invalidArgument(
      'x-amz-content-sha256',
      payload,
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a supported STREAMING-… value or a valid sha256 value.',
    )
  }
  return {
    sizeBytes: readSize(headers, framing !== null),
    sha256: framing === null && payload !== unsignedPayload ? payload : null,
    md5: readMd5(headers),
    checksum: checksum === 'of-body' ? readChecksum(headers) : null,
    framing,
  }
}

/** S3 wants to know the size first, also of a body without an end of its own. */
function readSize(headers: S3Request['headers'], framed: boolean): number {
  const text = headers.get(framed ? 'x-amz-decoded-content-length' : 'content-length')
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text)
  if (text === undefined && !framed && !headers.has('transfer-encoding')) return 0
  throw s3Error('MissingContentLength')
}

function readMd5(headers: S3Request['headers']): string | null {
  const md5 = headers.get('content-md5')
  if (md5 === undefined) return null
  const bytes = Buffer.from(md5, 'base64')
  if (bytes.length !== 16 || bytes.toString('base64') !== md5) throw s3Error('InvalidDigest')
  return md5
}

const checksumPrefix = 'x-amz-checksum-'
/** Headers with that prefix that say something about a checksum instead of being one. */
const notChecksums = new Set(['algorithm', 'mode', 'type'])

function readChecksum(headers: S3Request['headers']): DeclaredChecksum | null {
  const given = [...headers].filter(
    ([name]) => name.startsWith(checksumPrefix) && !notChecksums.has(name.slice(checksumPrefix.length)),
  )
  const trailer = headers.get('x-amz-trailer')?.trim().toLowerCase()
  if (given.length + (trailer === undefined ? 0 : 1) > 1) {
    throw s3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header.')
  }
  const [header] = given
  if (header) return checksumFrom(header[0], header[1])
  if (trailer !== undefined) return checksumFrom(trailer, null)
  if (headers.has('x-amz-sdk-checksum-algorithm')) {
    const message =
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.'
    throw s3Error('InvalidRequest', message)
  }
  return null
}

function checksumFrom(header: string, value: string | null): DeclaredChecksum {
  const algorithm = header.startsWith(checksumPrefix)
    ? checksumAlgorithmNamed(header.slice(checksumPrefix.length))
    : null
  if (algorithm === null) throw s3Error('NotImplemented', undefined, { details: { Header: header } })
  if (value !== null && !isDigest(algorithm, value)) {
    throw s3Error('InvalidRequest', `Value for ${header} header is invalid.`)
  }
  return { algorithm, value }
}
