/** A page of search: from the index where there is one, else from the server's listing of what is live. */
import type { Row } from '../../shared/model/listing.ts'
import type { SearchPage, SearchQuery } from '../../shared/model/search.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { BucketIndex } from '../index/bucketIndex.ts'
import type { Found } from '../index/queries/search.ts'

export type SearchPlace = {
  readonly query: SearchQuery
  readonly after: string | null
  readonly limit: number
}

export async function searchIndex(
  index: BucketIndex,
  { prefix }: PrefixRef,
  { query, after, limit }: SearchPlace,
): Promise<SearchPage> {
  const { found, next } = await index.ask('search', { ...query, prefix, after, limit })
  const coverage = await index.ask('coverageOf', { prefix })
  return { rows: found.map(rowOf), next, searched: { kind: 'index', coverage } }
}

function rowOf({ key, deletedMs, version, versionCount }: Found): Row {
  const isCurrent = version?.isLatest === true
  return {
    key,
    kind: 'file',
    deleted: deletedMs !== null,
    sizeBytes: version?.sizeBytes ?? null,
    modifiedMs: deletedMs ?? version?.modifiedMs ?? null,
    versionCount,
    storageClass: version?.storageClass ?? null,
    versionId: isCurrent ? null : (version?.versionId ?? null),
    certain: true,
  }
}
