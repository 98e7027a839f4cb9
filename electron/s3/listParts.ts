/** ListParts: what has arrived of an upload. */
import { ListPartsCommand } from '@aws-sdk/client-s3'
import { etagOf, requireRoot, sizeOf, stuck, unreadable } from './listingXml.ts'
import type { Upload } from './multipart.ts'
import { sendForXml } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf, splitEntries } from './xml.ts'

export type ListedPart = {
  readonly partNumber: number
  readonly sizeBytes: number
  readonly etag: string | null
}

/**
 * By number; one request per 1000 parts. Failures: not-found (upload-gone; key-gone on RGW), access-denied,
 * unexpected (listing-stuck, unreadable-answer).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
 */
export async function listParts(
  server: S3Server,
  { bucket, key, uploadId }: Upload,
  options: RequestOptions,
  pageSize = 1000,
): Promise<readonly ListedPart[]> {
  const parts: ListedPart[] = []
  let after: number | null = 0
  while (after !== null) {
    const command: ListPartsCommand = new ListPartsCommand({
      Bucket: bucket,
      Key: key,
      UploadId: uploadId,
      MaxParts: pageSize,
      ...(after === 0 ? {} : { PartNumberMarker: String(after) }),
    })
    const page = parsePartsPage(await sendForXml(server, command, options))
    parts.push(...page.parts)
    if (page.next !== null && page.next <= after) throw stuck()
    after = page.next
  }
  return parts
}

type PartsPage = { readonly parts: readonly ListedPart[]; readonly next: number | null }

function parsePartsPage(xml: string): PartsPage {
  requireRoot(xml, 'ListPartsResult')
  const { entries, rest } = splitEntries(xml, ['Part'])
  const parts = entries.map(({ inner }) => ({
    partNumber: partNumberOf(inner, 'PartNumber'),
    sizeBytes: sizeOf(inner),
    etag: etagOf(inner),
  }))
  const truncated = fieldOf(rest, 'IsTruncated') === 'true'
  return { parts, next: truncated ? partNumberOf(rest, 'NextPartNumberMarker') : null }
}

function partNumberOf(inner: string, field: string): number {
  const text = fieldOf(inner, field) ?? ''
  if (!/^\d{1,5}$/.test(text)) throw unreadable('a part without a number')
  return Number(text)
}
