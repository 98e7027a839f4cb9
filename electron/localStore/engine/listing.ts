/**
 * Listing what is current and listing every version. Both walk an index in the order of the keys and stop when the
 * page is full; neither meets what it doesn't show.
 */
import { assertNever } from '../../../shared/assertNever.ts'
import { compareKeys } from '../../../shared/key.ts'
import type { Database } from '../../storage/sqlite.ts'
import { invalidArgument } from '../s3Error.ts'
import type { Bucket } from './buckets.ts'
import { justAfter, laterKey } from './keyOrder.ts'
import { afterMarker, collectPage, emptyPage, type Page, type PageQuery } from './page.ts'
import { nullVersionId, ordinalOf } from './versionIds.ts'
import { listedColumns, listedRow, versionById, type ListedVersion } from './versions.ts'

/** Where a listing of current objects starts. */
export type CurrentStart =
  | { readonly kind: 'beginning' }
  /** Behind a key or common prefix that was listed last. */
  | { readonly kind: 'marker'; readonly marker: string }
  /** Behind a key; the common prefix that holds it is listed if it holds later keys. */
  | { readonly kind: 'key'; readonly key: string }

/** A page of the objects that are current and no delete markers. */
export function listCurrent(
  db: Database,
  bucket: Bucket,
  query: PageQuery,
  start: CurrentStart,
): Page<ListedVersion> {
  const sql = `SELECT ${listedColumns} FROM versions INDEXED BY live
    WHERE bucket = ? AND key >= ? AND current = 1 AND marker = 0 ORDER BY key`
  const rowsFrom = (key: string): Iterable<ListedVersion> => db.each(listedRow, sql, bucket.id, key)
  const least = leastKey(query, start)
  if (least === null) return emptyPage
  return collectPage(query, rowsFrom(laterKey(least, query.prefix)), rowsFrom)
}

function leastKey(query: PageQuery, start: CurrentStart): string | null {
  switch (start.kind) {
    case 'beginning':
      return ''
    case 'marker':
      return afterMarker(query, start.marker)
    case 'key':
      return justAfter(start.key)
    default:
      return assertNever(start)
  }
}

/** Where a listing of versions starts: behind a key, or behind one version of it. */
export interface VersionsStart {
  readonly keyMarker: string | null
  readonly versionIdMarker: string | null
}

/** Before every version of a key. */
const topOfKey = Number.MIN_SAFE_INTEGER

/** A page of all versions and delete markers, newest first within a key. */
export function listVersions(
  db: Database,
  bucket: Bucket,
  query: PageQuery,
  start: VersionsStart,
): Page<ListedVersion> {
  const sql = `SELECT ${listedColumns} FROM versions
    WHERE bucket = ? AND (key, rank) > (?, ?) ORDER BY bucket, key, rank`
  const rowsBehind = (key: string, rank: number): Iterable<ListedVersion> =>
    db.each(listedRow, sql, bucket.id, key, rank)
  const place = versionsPlace(db, bucket, query, start)
  if (place === null) return emptyPage
  return collectPage(query, rowsBehind(place.key, place.rank), (key) => rowsBehind(key, topOfKey))
}

function versionsPlace(
  db: Database,
  bucket: Bucket,
  query: PageQuery,
  { keyMarker, versionIdMarker }: VersionsStart,
): { key: string; rank: number } | null {
  if (keyMarker === null || compareKeys(keyMarker, query.prefix) < 0) {
    return { key: query.prefix, rank: topOfKey }
  }
  if (versionIdMarker !== null) {
    return { key: keyMarker, rank: rankOfMarker(db, bucket, keyMarker, versionIdMarker) }
  }
  const least = afterMarker(query, keyMarker)
  return least === null ? null : { key: laterKey(least, query.prefix), rank: topOfKey }
}

/**
 * A marker's place is in its id, so it needn't exist any more. Only `null` has none of its own: when that version
 * is gone the key is listed from its top, for showing one twice is better than missing one.
 */
function rankOfMarker(db: Database, bucket: Bucket, key: string, versionId: string): number {
  if (versionId === nullVersionId) return versionById(db, bucket, key, versionId)?.rank ?? topOfKey
  const ordinal = ordinalOf(versionId)
  if (ordinal === null) {
    throw invalidArgument('version-id-marker', versionId, 'Invalid version id specified')
  }
  return -ordinal
}
