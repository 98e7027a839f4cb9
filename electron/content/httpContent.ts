/** The content channel in HTTP's words, the same for the `app:` protocol and for the browser host. */
import { failureBehind } from '../../shared/failure.ts'
import type { ByteRange } from '../s3/readObject.ts'
import type { Content, Served } from './content.ts'
import type { Readable } from 'node:stream'

export type HttpAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable | string
}

/** `bytes=0-99`, `bytes=100-`; null for none, several, or suffix ranges, which are answered with the whole. */
export function parseRange(header: string | null | undefined): ByteRange | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '')
  if (match === null) return null
  const [, start = '', end = ''] = match
  return { startByte: Number(start), endByte: end === '' ? null : Number(end) }
}

/** Media need their frame's rights to play; everything else is shut in. */
const isMedia = (contentType: string): boolean => /^(audio|video)\//.test(contentType)

function headersOf({ contentType, sizeBytes, range }: Served): Record<string, string> {
  const length = range === null ? sizeBytes : range.endByte - range.startByte + 1
  return {
    'Content-Type': contentType,
    'Content-Length': String(length),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(isMedia(contentType)
      ? {}
      : { 'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'" }),
    ...(range === null ? {} : { 'Content-Range': `bytes ${range.startByte}-${range.endByte}/${sizeBytes}` }),
  }
}

const statusOf = { 'not-found': 404, 'invalid-request': 416, 'access-denied': 403 } as const

export async function answerContent(
  content: Content,
  id: string,
  rangeHeader: string | null,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  try {
    const served = await content.serve(id, parseRange(rangeHeader), signal)
    return { status: served.range === null ? 200 : 206, headers: headersOf(served), body: served.body }
  } catch (error) {
    const { code, message } = failureBehind(error)
    const status =
      code === 'not-found' || code === 'invalid-request' || code === 'access-denied' ? statusOf[code] : 502
    return {
      status,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
      body: message,
    }
  }
}
