/** The one byte range a read may ask for. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax */
import { s3Error } from '../s3Error.ts'

export interface ByteRange {
  readonly start: number
  readonly length: number
}

const shape = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/

/** The range within an object; null for all of it (no header, or one S3 ignores). Fails with InvalidRange. */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  const [matched, first, last, suffix] = shape.exec(header ?? '') ?? []
  if (matched === undefined) return null
  const start = first === undefined ? Math.max(0, sizeBytes - Number(suffix)) : Number(first)
  const end = first === undefined || !last ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (first !== undefined && last && Number(last) < Number(first)) return null
  if (start > end) {
    throw s3Error('InvalidRange', undefined, {
      details: { RangeRequested: matched, ActualObjectSize: String(sizeBytes) },
      headers: { 'content-range': `bytes */${sizeBytes}` },
    })
  }
  return { start, length: end - start + 1 }
}
