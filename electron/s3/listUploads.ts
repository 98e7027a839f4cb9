/** ListMultipartUploads: what was begun in parts and never completed. */
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import type { IncompleteUpload, UploadMarker } from '../../shared/model/upload.ts'
import {
  keyDecoderOf,
  keyOf,
  nextKeyOf,
  personOf,
  requireRoot,
  stuck,
  timeOf,
  unreadable,
} from './listingXml.ts'
import { sendForXml } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { decodeForm, fieldOf, splitEntries } from './xml.ts'

export type ListedUpload = Omit<IncompleteUpload, 'parts'>

/** In the server's order: by key on S3; RGW goes by names of its own, where `a-b` comes before `a`. */
export type ListedUploads = {
  readonly uploads: readonly ListedUpload[]
  readonly next: UploadMarker | null
}

export type UploadsQuery = {
  readonly bucket: string
  readonly prefix: string
  readonly after: UploadMarker | null
  readonly pageSize?: number
}

/**
 * One page: one request, and a second one where the server does not say whether it encoded its keys and that makes a
 * difference. Never with a delimiter: RGW loses what is nested. Failures: as listObjectsPage.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
 */
export async function listUploadsPage(
  server: S3Server,
  query: UploadsQuery,
  options: RequestOptions,
): Promise<ListedUploads> {
  const asked = await sendForXml(server, commandFor(query, true), options)
  const xml = isAmbiguous(asked) ? await sendForXml(server, commandFor(query, false), options) : asked
  const page = parseUploadsPage(xml)
  if (page.next !== null && query.after !== null && isSame(page.next, query.after)) throw stuck()
  return page
}

/** Every upload under a prefix, page by page; a server that goes round in circles is refused. */
export async function* everyUpload(
  server: S3Server,
  query: Pick<UploadsQuery, 'bucket' | 'prefix'>,
  options: RequestOptions,
): AsyncGenerator<ListedUpload, void, void> {
  const seen = new Set<string>()
  let after: UploadMarker | null = null
  do {
    const page: ListedUploads = await listUploadsPage(server, { ...query, after }, options)
    yield* page.uploads
    after = page.next
    const name = after === null ? '' : `${after.uploadIdMarker} ${after.keyMarker}`
    if (seen.has(name)) throw stuck()
    seen.add(name)
  } while (after !== null)
}

function commandFor({ bucket, prefix, after, pageSize }: UploadsQuery, encoded: boolean) {
  return new ListMultipartUploadsCommand({
    Bucket: bucket,
    MaxUploads: pageSize ?? 1000,
    ...(prefix === '' ? {} : { Prefix: prefix }),
    ...(encoded ? { EncodingType: 'url' } : {}),
    ...(after === null ? {} : { KeyMarker: after.keyMarker }),
    ...(after === null || after.uploadIdMarker === '' ? {} : { UploadIdMarker: after.uploadIdMarker }),
  })
}

const isSame = (a: UploadMarker, b: UploadMarker): boolean =>
  a.keyMarker === b.keyMarker && a.uploadIdMarker === b.uploadIdMarker

/** RGW encodes the keys of uploads but does not say so, exactly as a server looks that ignores the wish. */
function isAmbiguous(xml: string): boolean {
  const { entries, rest } = splitEntries(xml, ['Upload'])
  if (fieldOf(rest, 'EncodingType') !== null) return false
  return entries.some(({ inner }) => {
    const key = fieldOf(inner, 'Key') ?? ''
    return decodeForm(key) !== key
  })
}

function parseUploadsPage(xml: string): ListedUploads {
  requireRoot(xml, 'ListMultipartUploadsResult')
  const { entries, rest } = splitEntries(xml, ['Upload'])
  const decode = keyDecoderOf(rest)
  const uploads = entries.map(({ inner }) => ({
    key: keyOf(inner, decode),
    uploadId: uploadIdOf(inner),
    startedMs: timeOf(inner, 'Initiated'),
    storageClass: fieldOf(inner, 'StorageClass'),
    initiator: personOf(inner, 'Initiator'),
  }))
  if (fieldOf(rest, 'IsTruncated') !== 'true') return { uploads, next: null }
  const keyMarker = nextKeyOf(rest, decode, [uploads.at(-1)?.key])
  return { uploads, next: { keyMarker, uploadIdMarker: fieldOf(rest, 'NextUploadIdMarker') ?? '' } }
}

function uploadIdOf(inner: string): string {
  const uploadId = fieldOf(inner, 'UploadId')
  if (uploadId === null || uploadId === '') throw unreadable('an upload without an id')
  return uploadId
}
