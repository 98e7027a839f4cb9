/** What the store answers: a status, headers, and nothing, a document or an object's bytes. */
import type { OpenContent } from '../engine/contents.ts'

export type AnswerHeaders = Readonly<Record<string, string>>

export type Answer =
  | { readonly kind: 'empty'; readonly status: number; readonly headers: AnswerHeaders }
  | {
      readonly kind: 'document'
      readonly status: number
      readonly headers: AnswerHeaders
      readonly xml: string
    }
  | {
      readonly kind: 'content'
      readonly status: number
      readonly headers: AnswerHeaders
      /** Opened: whoever sends it releases it. */
      readonly content: OpenContent
    }

export function emptyAnswer(status: number, headers: AnswerHeaders = {}): Answer {
  return { kind: 'empty', status, headers }
}

export function documentAnswer(xml: string, headers: AnswerHeaders = {}): Answer {
  return { kind: 'document', status: 200, headers, xml }
}

/** Headers whose value is null are left out. */
export function presentHeaders(headers: Readonly<Record<string, string | null | undefined>>): AnswerHeaders {
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== null && value !== undefined) present[name] = value
  }
  return present
}
