/** What the data versions of a history come to. */
import type { VersionEntry } from '../../../shared/model/version.ts'

export function sumOf(entries: readonly VersionEntry[], isAll: boolean) {
  const versions = entries.filter(({ isMarker }) => !isMarker)
  const sizeBytes = versions.reduce((sum, entry) => sum + (entry.sizeBytes ?? 0), 0)
  return { count: versions.length, sizeBytes, isAll }
}
