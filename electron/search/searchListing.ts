/** Search without an index: reads what is live, page by page, and tells how much it looked at. */
import { failed } from '../../shared/failure.ts'
import type { Row } from '../../shared/model/listing.ts'
import type { SearchPage, SearchQuery } from '../../shared/model/search.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { patternTest } from '../index/queries/keyPattern.ts'
import { listObjectsPage, type ListedObject } from '../s3/listObjects.ts'
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
  let from = after
  for (let pages = 0; pages < mostPages && rows.length < limit; pages++) {
    const page = await listObjectsPage(server, { bucket, prefix, folded: false, after: from }, { signal })
    keysRead += page.objects.length
    const found = page.objects.filter(matches)
    const room = limit - rows.length
    rows.push(...found.slice(0, room).map(rowOf))
    from = found.length > room ? (rows.at(-1)?.key ?? null) : page.next
    if (from === null) break
  }
  return { rows, next: from, searched: { kind: 'listing', keysRead } }
}

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
