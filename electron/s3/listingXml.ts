/** What the XML of all listings has in common. */
import type { z } from 'zod'
import { failed } from '../../shared/failure.ts'
import type { ownerSchema } from '../../shared/model/version.ts'
import { decodeForm, fieldOf } from './xml.ts'

/** Turns an encoded key into the raw one; the identity where the server ignored `encoding-type`. */
export type KeyDecoder = (text: string) => string

/** Only an answer that says so is encoded: decoding the others would corrupt keys with `+` and `%`. */
export function keyDecoderOf(rest: string): KeyDecoder {
  return fieldOf(rest, 'EncodingType')?.toLowerCase() === 'url' ? decodeForm : (text) => text
}

/** Epoch milliseconds of an ISO 8601 time; throws `unexpected` where the server sent none. */
export function timeOf(inner: string, field = 'LastModified'): number {
  const ms = Date.parse(fieldOf(inner, field) ?? '')
  if (Number.isNaN(ms)) throw unreadable('an entry without a date')
  return ms
}

export function keyOf(inner: string, decode: KeyDecoder): string {
  const key = fieldOf(inner, 'Key')
  if (key === null) throw unreadable('an entry without a key')
  return decode(key)
}

/** Without its quotes. */
export function etagOf(inner: string): string | null {
  const etag = fieldOf(inner, 'ETag')
  return etag?.includes('"') === true ? etag.replaceAll('"', '') : etag
}

export function sizeOf(inner: string): number {
  const bytes = Number(fieldOf(inner, 'Size') ?? Number.NaN)
  if (!Number.isSafeInteger(bytes)) throw unreadable('an entry without a size')
  return bytes
}

const people = {
  Owner: /<Owner(?: [^>]*)?>(.*?)<\/Owner>/s,
  Initiator: /<Initiator(?: [^>]*)?>(.*?)<\/Initiator>/s,
}

/** Who an entry belongs to, or who began it; null where the server names nobody. */
export function personOf(inner: string, who: keyof typeof people): z.infer<typeof ownerSchema> | null {
  const person = people[who].exec(inner)?.[1]
  const id = person === undefined ? null : fieldOf(person, 'ID')
  if (person === undefined || id === null || id === '') return null
  const displayName = fieldOf(person, 'DisplayName')
  return { id, displayName: displayName === '' ? null : displayName }
}

/**
 * Servers disagree on whether NextKeyMarker is encoded, and it can't be told from the text. So the last key of
 * the page, which was decoded for sure, is the marker when it is what NextKeyMarker means either way; a marker
 * that is something else is taken only when both readings of it agree.
 */
export function nextKeyOf(
  rest: string,
  decode: KeyDecoder,
  lastOnes: readonly (string | undefined)[],
): string {
  const raw = fieldOf(rest, 'NextKeyMarker') ?? ''
  const decoded = decode(raw)
  for (const last of lastOnes) {
    if (last !== undefined && (last === raw || last === decoded)) return last
  }
  if (raw !== '' && raw === decoded) return raw
  throw stuck()
}

export function unreadable(what: string): Error {
  return failed({
    code: 'unexpected',
    reason: 'unreadable-answer',
    message: `The server's listing could not be understood: ${what}.`,
    advice: 'Check that the endpoint is an S3 server.',
    wayOn: 'retry',
  })
}

export function stuck(): Error {
  return failed({
    code: 'unexpected',
    reason: 'listing-stuck',
    message:
      'The server keeps repeating the same page of its listing, or does not say where the next one begins.',
    advice: 'What was read so far is shown. This is a fault of the server; its operator needs to know.',
    wayOn: 'retry',
  })
}

/** Refuses what is no listing at all: a sign-in page, another service's XML. */
export function requireRoot(xml: string, root: string): void {
  if (!xml.includes(`<${root}`)) throw unreadable(`${root} expected`)
}
