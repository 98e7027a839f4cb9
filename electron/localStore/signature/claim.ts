/** What a signed request says of itself, wherever it says it. */
import type { Scope } from './canonical.ts'

export interface Claim {
  readonly accessKeyId: string
  readonly scope: Scope
  /** Lower case, in their order. */
  readonly signedHeaders: readonly string[]
  /** Hex. */
  readonly signature: string
  /** `20130524T000000Z`, and the same in epoch milliseconds. */
  readonly timestamp: string
  readonly signedAtMs: number
  /** How long a presigned URL is good for; null for a signature that is good for a moment only. */
  readonly expiresInMs: number | null
  /** What the body's hash is said to be, or one of S3's words for a body that isn't hashed as a whole. */
  readonly payload: string
  /** The query that was signed. */
  readonly query: readonly (readonly [string, string])[]
}

export const unsignedPayload = 'UNSIGNED-PAYLOAD'

const credentialShape = /^(.+)\/(\d{8})\/([^/]*)\/s3\/aws4_request$/

/** `AKIA…/20130524/us-east-1/s3/aws4_request` taken apart; null when it isn't that. */
export function parseCredential(text: string): { accessKeyId: string; scope: Scope } | null {
  const [, accessKeyId, date, region] = credentialShape.exec(text) ?? []
  if (accessKeyId === undefined || date === undefined || region === undefined) return null
  return { accessKeyId, scope: { date, region } }
}

const timestampShape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** Epoch milliseconds of `20130524T000000Z`; null when it isn't that. */
export function parseTimestamp(text: string): number | null {
  if (!timestampShape.test(text)) return null
  const timeMs = Date.parse(text.replace(timestampShape, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(timeMs) ? null : timeMs
}
