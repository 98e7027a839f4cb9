/** Search without an index: reads what is live, page by page, and tells how much it looked at. */
import { failed } from '../../shared/failure.ts'
import { compareKeys } from '../../shared/key.ts'
import type { Row } from '../../shared/model/listing.ts'
import type { SearchPage, SearchQuery } from '../../shared/model/search.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { patternTest } from '../index/queries/keyPattern.ts'
import { listObjectsPage } from '../s3/listObjects.ts'
import type { ListedObject, ObjectsPage } from '../s3/objectsPage.ts'
import type { S3Server } from '../s3/server.ts'
import type { SearchPlace } from './searchPage.ts'

/** One answer waits for so many requests at most. */
const mostPages = 4

/** Failures: not-found (no-index) where only deleted files are asked for; those of a listing. */
export async function searchListing(
  server: S3Server,
  { bucket, prefix }: PrefixRef,
  { query, after, limit }: SearchPlace,
  signal: AbortSignal,
): Promise<SearchPage> {
  if (query.which === 'deleted') throw needsIndex()
  const matches = matching(query)
  const rows: Row[] = []
  let keysRead = 0
  let token: string | null = null
  let last = after
  for (let pages = 0; pages < mostPages; pages++) {
    const place = { bucket, prefix, folded: false, after: token, behind: after }
    const page: ObjectsPage = await listObjectsPage(server, place, { signal })
    for (const object of page.objects) {
      if (last !== null && compareKeys(object.key, last) <= 0) throw goesRound()
      last = object.key
      keysRead += 1
      if (matches(object) && rows.push(rowOf(object)) === limit) return pageOf(rows, last, keysRead)
    }
    token = page.next
    if (token === null) return pageOf(rows, null, keysRead)
  }
  return pageOf(rows, last, keysRead)
}

const pageOf = (rows: Row[], next: string | null, keysRead: number): SearchPage => ({
  rows,
  next,
  searched: { kind: 'listing', keysRead },
})

const goesRound = () =>
  failed({
    code: 'unsupported',
    reason: 'listing-unordered',
    message: 'This server does not list keys in their order, so that a search can not go on where it was.',
    advice: 'Start the index of this bucket and search there.',
  })

function matching(query: SearchQuery): (object: ListedObject) => boolean {
  const fits = patternTest(query)
  const { minBytes, maxBytes, fromMs, toMs, storageClass } = query
  return (object) =>
    fits(object.key) &&
    object.sizeBytes >= (minBytes ?? 0) &&
    object.sizeBytes <= (maxBytes ?? Infinity) &&
    object.modifiedMs >= (fromMs ?? -Infinity) &&
    object.modifiedMs <= (toMs ?? Infinity) &&
    (storageClass === null || object.storageClass === storageClass)
}

const rowOf = ({ key, sizeBytes, modifiedMs, storageClass }: ListedObject): Row => ({
  key,
  kind: 'file',
  deleted: false,
  sizeBytes,
  modifiedMs,
  storageClass,
  versionCount: null,
  versionId: null,
  certain: true,
})

const needsIndex = () =>
  failed({
    code: 'not-found',
    reason: 'no-index',
    message: 'Deleted files can only be searched with an index of this bucket.',
    advice: 'Start the index, then search again.',
  })
