/** Listing what is current. */
import { requireBucket } from '../engine/buckets.ts'
import { listCurrent, type CurrentStart } from '../engine/listing.ts'
import type { Page, PageQuery } from '../engine/page.ts'
import type { ListedVersion } from '../engine/versions.ts'
import { documentAnswer, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { readLimit } from '../http/parameters.ts'
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
import { ownerElement } from './owner.ts'

/** The parameters that all listings of keys have. */
export function readPageQuery(request: S3Request): PageQuery {
  return {
    prefix: request.query.get('prefix') ?? '',
    delimiter: request.query.get('delimiter') ?? '',
    limit: readLimit(request, 'max-keys'),
  }
}

function contents(page: Page<ListedVersion>, key: KeyWriter, owner: string): string {
  return page.entries
    .map((version) =>
      element(
        'Contents',
        key('Key', version.key),
        timeElement('LastModified', version.modifiedMs),
        versionElements(version),
        owner,
      ),
    )
    .join('')
}

/** API_ListObjects: NextMarker only with a delimiter, as S3 does; otherwise the last key goes on. */
function listObjects({ engine, request, bucketName }: Call): Answer {
  const bucket = requireBucket(engine.db, bucketName)
  const query = readPageQuery(request)
  const key = keyWriter(request)
  const marker = request.query.get('marker') ?? ''
  const start: CurrentStart = marker === '' ? { kind: 'beginning' } : { kind: 'marker', marker }
  const page = listCurrent(engine.db, bucket, query, start)
  return documentAnswer(
    xmlDocument(
      'ListBucketResult',
      text('Name', bucketName),
      key('Prefix', query.prefix),
      key('Marker', marker),
      key('NextMarker', query.delimiter === '' ? null : lastOf(page)),
      text('MaxKeys', query.limit),
      key('Delimiter', query.delimiter || null),
      encodingElement(request),
      text('IsTruncated', page.more !== null),
      contents(page, key, ownerElement),
      commonPrefixElements(page, key),
    ),
  )
}

/** API_ListObjectsV2: `start-after` names a key, a token what ended the page before. */
function listObjectsV2({ engine, request, bucketName }: Call): Answer {
  const bucket = requireBucket(engine.db, bucketName)
  const query = readPageQuery(request)
  const key = keyWriter(request)
  const token = request.query.get('continuation-token') ?? null
  const startAfter = request.query.get('start-after') ?? null
  const page = listCurrent(engine.db, bucket, query, startOfV2(request))
  const last = lastOf(page)
  return documentAnswer(
    xmlDocument(
      'ListBucketResult',
      text('Name', bucketName),
      key('Prefix', query.prefix),
      key('StartAfter', startAfter),
      text('ContinuationToken', token),
      text('NextContinuationToken', last === null ? null : tokenFor(last)),
      text('KeyCount', page.entries.length + page.commonPrefixes.length),
      text('MaxKeys', query.limit),
      key('Delimiter', query.delimiter || null),
      encodingElement(request),
      text('IsTruncated', page.more !== null),
      contents(page, key, request.query.get('fetch-owner') === 'true' ? ownerElement : ''),
      commonPrefixElements(page, key),
    ),
  )
}

function startOfV2({ query }: S3Request): CurrentStart {
  const type = query.get('list-type') ?? ''
  if (type !== '2') throw invalidArgument('list-type', type, 'Invalid List Type specified in Request')
  const token = query.get('continuation-token')
  if (token !== undefined) return { kind: 'marker', marker: markerIn(token) }
  const startAfter = query.get('start-after')
  return startAfter ? { kind: 'key', key: startAfter } : { kind: 'beginning' }
}

function tokenFor(marker: string): string {
  return Buffer.from(marker).toString('base64url')
}

function markerIn(token: string): string {
  const marker = Buffer.from(token, 'base64url').toString()
  if (marker !== '' && tokenFor(marker) === token) return marker
  throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect')
}

const shared = ['prefix', 'delimiter', 'max-keys', 'encoding-type']

export const listObjectsOperations: readonly Operation[] = [
  { name: 'ListObjects', method: 'GET', on: 'bucket', accepts: [...shared, 'marker'], run: listObjects },
  {
    name: 'ListObjectsV2',
    method: 'GET',
    on: 'bucket',
    requires: ['list-type'],
    accepts: [...shared, 'continuation-token', 'start-after', 'fetch-owner'],
    run: listObjectsV2,
  },
]
