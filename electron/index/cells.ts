/** What happened beneath big folders, summed per minute and per hour: histograms and bursts without reading it all. */
import { z } from 'zod'
import type { Database } from '../storage/sqlite.ts'
import { bytesSchema } from './keyBytes.ts'
import type { Event } from './keyFacts.ts'

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const cellUnits = [minuteMs, hourMs] as const

/** Per slot: added, replaced, deleted, bytes written, bytes deleted. */
type Sums = [number, number, number, number, number]

/** Changes to cells, gathered: folder → unit and slot → sums. */
export class CellSums {
  readonly #folders = new Map<number, Map<string, Sums>>()

  change(folder: number, before: readonly Event[], after: readonly Event[]): void {
    const cells = this.#folders.get(folder) ?? new Map<string, Sums>()
    this.#folders.set(folder, cells)
    for (const event of before) addEvent(cells, event, -1)
    for (const event of after) addEvent(cells, event, 1)
  }

  *changed(): Iterable<{ folder: number; unit: number; slot: number; sums: Readonly<Sums> }> {
    for (const [folder, cells] of this.#folders) {
      for (const [place, sums] of cells) {
        const [unit = 0, slot = 0] = place.split(':').map(Number)
        if (sums.some((sum) => sum !== 0)) yield { folder, unit, slot, sums }
      }
    }
  }
}

function addEvent(cells: Map<string, Sums>, { kind, modifiedMs, bytes }: Event, sign: 1 | -1): void {
  if (kind === 'again') return
  for (const unit of cellUnits) {
    const place = `${unit}:${Math.floor(modifiedMs / unit)}`
    const sums = cells.get(place) ?? [0, 0, 0, 0, 0]
    sums[kind === 'added' ? 0 : kind === 'replaced' ? 1 : 2] += sign
    sums[kind === 'deleted' ? 4 : 3] += sign * bytes
    cells.set(place, sums)
  }
}

const upsert = `
  INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET added = added + excluded.added, replaced = replaced + excluded.replaced,
    deleted = deleted + excluded.deleted, written_bytes = written_bytes + excluded.written_bytes,
    deleted_bytes = deleted_bytes + excluded.deleted_bytes`

const removeEmpty = `
  DELETE FROM cells WHERE folder = ? AND unit = ? AND slot = ? AND added = 0 AND replaced = 0 AND deleted = 0`

export function addCells(database: Database, changes: CellSums): void {
  for (const { folder, unit, slot, sums } of changes.changed()) {
    database.run(upsert, folder, unit, slot, ...sums)
    database.run(removeEmpty, folder, unit, slot)
  }
}

/** Folders with fewer entries are summed when they are asked for. */
const bigFolder = 20_000

const bigRow = z.object({ id: z.number(), parent: z.number(), name: bytesSchema })
export type BigFolder = z.infer<typeof bigRow>

/** Answers with the next big folder without cells, or null when all have theirs. */
export const nextFolderWithoutCells = (database: Database): BigFolder | null =>
  database.get(
    bigRow,
    `SELECT id, parent, name FROM folders
     WHERE has_cells = 0 AND current_count + noncurrent_count + marker_count >= ${bigFolder} LIMIT 1`,
  )

/** Where the entries to be summed are found: by key, or by time where the time is short and the folder big. */
const paths = { byKey: 'versions', byTime: 'versions INDEXED BY versions_by_time' } as const

/** SQL for the cells of a run of labels, `?1` to `?2`, with slots of `?3` milliseconds. */
export const summedEvents = (path: keyof typeof paths): string => `
  SELECT CAST(floor(modified_ms / ?3) AS INTEGER) AS slot, sum(kind = 0) AS added, sum(kind = 1) AS replaced,
    sum(kind = 2) AS deleted, sum(CASE WHEN kind < 2 THEN bytes ELSE 0 END) AS writtenBytes,
    sum(CASE WHEN kind = 2 THEN bytes ELSE 0 END) AS deletedBytes
  FROM ${paths[path]} WHERE key >= ?1 AND key < ?2 AND kind < 3`

/** Fills the cells of a folder from its entries, the run of labels from `low` to before `high`. */
export function fillCells(
  database: Database,
  folder: BigFolder,
  { low, high }: { readonly low: number; readonly high: number },
): void {
  for (const unit of cellUnits) {
    database.run(
      `INSERT INTO cells SELECT ?4, ?3, slot, added, replaced, deleted, writtenBytes, deletedBytes
       FROM (${summedEvents('byKey')} GROUP BY slot)`,
      low,
      high,
      unit,
      folder.id,
    )
  }
  database.run('UPDATE folders SET has_cells = 1 WHERE parent = ? AND name = ?', folder.parent, folder.name)
}
