/** A bucket as it is after a year and a half: many keys in folders, five entries each, markers included. */
import type { StoreWrite } from '../unit/index/testIndex.ts'
import { seeded } from './random.ts'

export const entriesPerKey = 5
export const dayMs = 86_400_000
export const startMs = Date.UTC(2025, 0, 1)
const names = ['report', 'photo', 'invoice', 'backup', 'notes', 'export', 'draft', 'scan', 'contract', 'clip']
const endings = ['pdf', 'jpg', 'csv', 'parquet', 'json', 'txt', 'mp4', 'zip']

/** A fifth lies in one flat folder, the others in folders of clients, years and months. */
function keyOf(index: number): string {
  if (index % 5 === 0) return `incoming/upload-${String(index).padStart(8, '0')}.json`
  const client = `client-${String(index % 61).padStart(2, '0')}`
  const month = String(1 + (Math.floor(index / 61) % 12)).padStart(2, '0')
  const name = `${names[index % names.length]}-${index}.${endings[index % endings.length]}`
  return `projects/${client}/${2020 + (index % 6)}/${month}/${name}`
}

/** Nightly exports, single edits, a folder deleted as a whole and brought back. */
export function* manyVersions(keyCount: number): Iterable<StoreWrite> {
  const random = seeded(7)
  for (let round = 0; round < entriesPerKey; round++) {
    for (let index = 0; index < keyCount; index++) {
      const roundMs = startMs + round * 120 * dayMs
      const nightly = index % 3 === 0
      const atMs = nightly ? roundMs + (index % 30) * dayMs + index * 7 : roundMs + random.below(120 * dayMs)
      const isMarker = round === 3 ? index % 7 === 0 || index % 61 === 5 : round === 1 && index % 11 === 0
      yield { key: keyOf(index), atMs, sizeBytes: isMarker ? null : random.below(5_000_000) }
    }
  }
}
