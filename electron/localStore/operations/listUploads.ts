/** Listing uploads under way, and the parts of one. */
import { checksumElement } from '../body/checksums.ts'
import { requireBucket } from '../engine/buckets.ts'
import { listParts, listUploads, type Part, type Upload } from '../engine/uploads.ts'
import { documentAnswer, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { readLimit } from '../http/parameters.ts'
import { element, text, xmlDocument } from '../http/xml.ts'
import { invalidArgument } from '../s3Error.ts'
import {
  commonPrefixElements,
  encodingElement,
  keyWriter,
  lastOf,
  timeElement,
  type KeyWriter,
} from './listElements.ts'
import { initiatorElement, ownerElement } from './owner.ts'
import { uploadOf } from './parts.ts'

function uploadElement(upload: Upload, key: KeyWriter): string {
  return element(
    'Upload',
    key('Key', upload.key),
    text('UploadId', upload.uploadId),
    initiatorElement,
    ownerElement,
    text('StorageClass', upload.storageClass),
    timeElement('Initiated', upload.initiatedMs),
    text('ChecksumAlgorithm', upload.checksumAlgorithm),
    text('ChecksumType', upload.checksumType),
  )
}

/** API_ListMultipartUploads: by key, then by when they were started. */
function listMultipartUploads({ engine, request, bucketName }: Call): Answer {
  const bucket = requireBucket(engine.db, bucketName)
  const parameter = (name: string): string => request.query.get(name) ?? ''
  const query = {
    prefix: parameter('prefix'),
    delimiter: parameter('delimiter'),
    limit: readLimit(request, 'max-uploads'),
  }
  const start = {
    keyMarker: parameter('key-marker') || null,
    uploadIdMarker: parameter('upload-id-marker') || null,
  }
  const key = keyWriter(request)
  const page = listUploads(engine.db, bucket, query, start)
  const nextUpload = page.more?.kind === 'entry' ? page.more.entry.uploadId : null
  return documentAnswer(
    xmlDocument(
      'ListMultipartUploadsResult',
      text('Bucket', bucketName),
      key('KeyMarker', start.keyMarker ?? ''),
      text('UploadIdMarker', start.uploadIdMarker ?? ''),
      key('NextKeyMarker', lastOf(page)),
      text('NextUploadIdMarker', nextUpload),
      key('Prefix', query.prefix),
      key('Delimiter', query.delimiter || null),
      text('MaxUploads', query.limit),
      encodingElement(request),
      text('IsTruncated', page.more !== null),
      page.entries.map((upload) => uploadElement(upload, key)).join(''),
      commonPrefixElements(page, key),
    ),
  )
}

function partElement({ checksumAlgorithm }: Upload, part: Part): string {
  return element(
    'Part',
    text('PartNumber', part.number),
    timeElement('LastModified', part.modifiedMs),
    text('ETag', `"${part.etag}"`),
    text('Size', part.sizeBytes),
    checksumAlgorithm ? text(checksumElement(checksumAlgorithm), part.checksum) : '',
  )
}

/** API_ListParts. */
function listPartsAnswer(call: Call): Answer {
  const { engine, request, bucketName, key } = call
  const upload = uploadOf(call, engine.db)
  const limit = readLimit(request, 'max-parts')
  const marker = request.query.get('part-number-marker') || '0'
  if (!/^\d{1,9}$/.test(marker)) {
    throw invalidArgument('part-number-marker', marker, 'Provided part-number-marker is not an integer')
  }
  const found = listParts(engine.db, upload, Number(marker), limit + 1)
  const shown = found.slice(0, limit)
  const truncated = limit > 0 && found.length > limit
  return documentAnswer(
    xmlDocument(
      'ListPartsResult',
      text('Bucket', bucketName),
      text('Key', key),
      text('UploadId', upload.uploadId),
      initiatorElement,
      ownerElement,
      text('StorageClass', upload.storageClass),
      text('PartNumberMarker', marker),
      text('NextPartNumberMarker', shown.at(-1)?.number ?? 0),
      text('MaxParts', limit),
      text('IsTruncated', truncated),
      text('ChecksumAlgorithm', upload.checksumAlgorithm),
      text('ChecksumType', upload.checksumType),
      ...shown.map((part) => partElement(upload, part)),
    ),
  )
}

export const listUploadsOperations: readonly Operation[] = [
  {
    name: 'ListMultipartUploads',
    method: 'GET',
    on: 'bucket',
    requires: ['uploads'],
    accepts: ['prefix', 'delimiter', 'max-uploads', 'key-marker', 'upload-id-marker', 'encoding-type'],
    run: listMultipartUploads,
  },
  {
    name: 'ListParts',
    method: 'GET',
    on: 'object',
    requires: ['uploadId'],
    accepts: ['max-parts', 'part-number-marker'],
    run: listPartsAnswer,
  },
]
