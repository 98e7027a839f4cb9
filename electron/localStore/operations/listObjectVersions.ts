/** Listing every version and delete marker, interleaved as they happened, newest first within a key. */
import { requireBucket } from '../engine/buckets.ts'
import { listVersions, type VersionsStart } from '../engine/listing.ts'
import type { ListedVersion } from '../engine/versions.ts'
import { documentAnswer, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import type { S3Request } from '../http/request.ts'
import { element, text, xmlDocument } from '../http/xml.ts'
import { invalidArgument } from '../s3Error.ts'
import {
  commonPrefixElements,
  encodingElement,
  keyWriter,
  lastOf,
  timeElement,
  versionElements,
  type KeyWriter,
} from './listElements.ts'
import { readPageQuery } from './listObjects.ts'
import { ownerElement } from './owner.ts'

function readStart({ query }: S3Request): VersionsStart {
  const keyMarker = query.get('key-marker') || null
  const versionIdMarker = query.get('version-id-marker') || null
  if (versionIdMarker !== null && keyMarker === null) {
    const message = 'A version-id marker cannot be specified without a key marker.'
    throw invalidArgument('version-id-marker', versionIdMarker, message)
  }
  return { keyMarker, versionIdMarker }
}

function entry(version: ListedVersion, key: KeyWriter): string {
  return element(
    version.marker ? 'DeleteMarker' : 'Version',
    key('Key', version.key),
    text('VersionId', version.versionId),
    text('IsLatest', version.current),
    timeElement('LastModified', version.modifiedMs),
    version.marker ? '' : versionElements(version),
    ownerElement,
  )
}

/** API_ListObjectVersions. */
function listObjectVersions({ engine, request, bucketName }: Call): Answer {
  const bucket = requireBucket(engine.db, bucketName)
  const query = readPageQuery(request)
  const key = keyWriter(request)
  const start = readStart(request)
  const page = listVersions(engine.db, bucket, query, start)
  const nextVersion = page.more?.kind === 'entry' ? page.more.entry.versionId : null
  return documentAnswer(
    xmlDocument(
      'ListVersionsResult',
      text('Name', bucketName),
      key('Prefix', query.prefix),
      key('KeyMarker', start.keyMarker ?? ''),
      text('VersionIdMarker', start.versionIdMarker ?? ''),
      key('NextKeyMarker', lastOf(page)),
      text('NextVersionIdMarker', nextVersion),
      text('MaxKeys', query.limit),
      key('Delimiter', query.delimiter || null),
      encodingElement(request),
      text('IsTruncated', page.more !== null),
      page.entries.map((version) => entry(version, key)).join(''),
      commonPrefixElements(page, key),
    ),
  )
}

export const listObjectVersionsOperations: readonly Operation[] = [
  {
    name: 'ListObjectVersions',
    method: 'GET',
    on: 'bucket',
    requires: ['versions'],
    accepts: ['prefix', 'delimiter', 'max-keys', 'encoding-type', 'key-marker', 'version-id-marker'],
    run: listObjectVersions,
  },
]
