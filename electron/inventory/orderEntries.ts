/**
 * The history of a key from an inventory, which has no order of its own: the latest version is named, the others are
 * told by their dates. Where those don't tell, the history says so. Pure.
 */
import type { VersionEntry } from '../../shared/model/version.ts'

export type Ordered = {
  /** Newest first. */
  readonly entries: readonly VersionEntry[]
  readonly certain: boolean
}

/** `entries`: all of one key, in any order; an inventory that was made while the bucket changed may repeat some. */
export function orderEntries(entries: readonly VersionEntry[]): Ordered {
  const [only] = entries
  if (only === undefined || entries.length === 1) return { entries, certain: only?.isLatest ?? true }
  const seen = new Set<string>()
  const ordered = entries
    .toSorted((a, b) => Number(b.isLatest) - Number(a.isLatest) || b.modifiedMs - a.modifiedMs)
    .filter(({ versionId }) => !seen.has(versionId) && seen.add(versionId))
  return { entries: ordered, certain: isCertain(ordered) }
}

function isCertain(ordered: readonly VersionEntry[]): boolean {
  const [newest, ...older] = ordered
  if (newest === undefined) return true
  if (ordered.filter(({ isLatest }) => isLatest).length !== 1) return false
  // Dates that contradict the latest (of an upload in parts it is when that began) may do so elsewhere, too.
  const [second] = older
  if (older.length > 1 && second !== undefined && second.modifiedMs > newest.modifiedMs) return false
  return older.every((entry, at) => entry.modifiedMs !== older[at + 1]?.modifiedMs)
}
