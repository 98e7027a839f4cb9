/**
 * Signature Version 4: the canonical request, the string to sign and the key that signs.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'

/** Percent-encodes all but RFC 3986's unreserved characters, as S3 does when it signs. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

export interface CanonicalParts {
  readonly method: string
  /** Decoded: `/bucket/a b`. S3 encodes a path once and never normalises it. */
  readonly path: string
  /** Decoded, without the signature itself. */
  readonly query: Iterable<readonly [string, string]>
  /** In the order of their names; values as they came over the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** SHA-256 in hex, or one of S3's words for a body that isn't hashed as a whole. */
  readonly payload: string
}

export function canonicalRequest({ method, path, query, headers, payload }: CanonicalParts): string {
  const encodedPath = path.split('/').map(uriEncode).join('/')
  const lines = headers.map(([name, value]) => `${name}:${canonicalValue(value)}\n`)
  const names = headers.map(([name]) => name).join(';')
  return [method, encodedPath, canonicalQuery(query), lines.join(''), names, payload].join('\n')
}

/** By name, then by value, both encoded (and so ASCII). */
function canonicalQuery(query: Iterable<readonly [string, string]>): string {
  const pairs = Array.from(query, ([name, value]) => ({ name: uriEncode(name), value: uriEncode(value) }))
  pairs.sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value))
  return pairs.map(({ name, value }) => `${name}=${value}`).join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Only ASCII blanks: in a value's bytes, `\xA0` is half of a letter. */
function canonicalValue(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, '').replace(/ {2,}/g, ' ')
}

/** What a signature is valid for: `20130524/us-east-1/s3/aws4_request`. */
export interface Scope {
  readonly date: string
  readonly region: string
}

export function scopeText({ date, region }: Scope): string {
  return `${date}/${region}/s3/aws4_request`
}

export const algorithm = 'AWS4-HMAC-SHA256'

/** `timestamp`: `20130524T000000Z`. Header values are bytes, one per character, and so hashed as latin1. */
export function stringToSign(timestamp: string, scope: Scope, canonical: string): string {
  const digest = createHash('sha256').update(canonical, 'latin1').digest('hex')
  return [algorithm, timestamp, scopeText(scope), digest].join('\n')
}

export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex')
}

export function sign(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

/** The key that a secret gives for one scope; as a KeyObject, which signs several times as fast as its bytes. */
export function signingKey(secretAccessKey: string, { date, region }: Scope): KeyObject {
  const steps = [date, region, 's3', 'aws4_request']
  const bytes = steps.reduce<Buffer>(
    (key, step) => createHmac('sha256', key).update(step).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  )
  return createSecretKey(bytes)
}
