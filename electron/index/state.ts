/** What an index knows of itself: how complete, how old, how much. */
import { z } from 'zod'
import type { Database } from '../storage/sqlite.ts'
import { piecesOf } from './coverage.ts'
import { compareBytes, encodeKey, prefixEnd } from './keyBytes.ts'
import type { Sums } from './keyFacts.ts'
import { totalsOf } from './queries/totals.ts'

export type Coverage = {
  readonly complete: boolean
  /** When the part that was read longest ago was read; null where nothing was. */
  readonly oldestReadMs: number | null
}

export type IndexState = Coverage & {
  readonly sums: Sums
  /** The reading that is under way, or the last one. */
  readonly pass: number
  /** When a damaged file was last thrown away and begun anew. */
  readonly rebuiltMs: number | null
  /** When the inventory was made from which some of it still is; null: all of it was listed. */
  readonly inventoryMs: number | null
  /** An inventory was being written into it when the app ended. */
  readonly inventoryUnfinished: boolean
  /** Files whose versions are known, but not in which order they were written; no more are counted than `mostCounted`. */
  readonly uncertainCount: number
}

/** How well everything that begins with the prefix was read. */
export function coverageOf(database: Database, { prefix }: { readonly prefix: string }): Coverage {
  const from = encodeKey(prefix)
  const pieces = piecesOf(database, { from, to: prefixEnd(from) }).filter(
    (piece) => compareBytes(piece.from, piece.to) < 0,
  )
  const times = pieces.flatMap(({ readMs }) => readMs ?? [])
  return {
    complete: pieces.length > 0 && times.length === pieces.length,
    oldestReadMs: times.length === 0 ? null : Math.min(...times),
  }
}

const metaRow = z.object({ value: z.coerce.number() })

export type MetaName = 'pass' | 'rebuiltMs' | 'inventoryMs' | 'inventoryBegunMs'

export const readMeta = (database: Database, name: MetaName): number | null =>
  database.get(metaRow, 'SELECT value FROM meta WHERE name = ?', name)?.value ?? null

export function writeMeta(database: Database, name: MetaName, value: number | null): void {
  if (value === null) database.run('DELETE FROM meta WHERE name = ?', name)
  else database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', name, String(value))
}

const countRow = z.object({ count: z.number() })
const mostCounted = 100_000

const countUncertain = (database: Database): number =>
  database.get(countRow, `SELECT count(*) AS count FROM (SELECT 1 FROM uncertain_keys LIMIT ${mostCounted})`)
    ?.count ?? 0

export function stateOf(database: Database): IndexState {
  const coverage = coverageOf(database, { prefix: '' })
  const inventoryMs = readMeta(database, 'inventoryMs')
  const isStillHeld =
    coverage.oldestReadMs !== null && inventoryMs !== null && coverage.oldestReadMs <= inventoryMs
  return {
    ...coverage,
    sums: totalsOf(database, { prefix: '' }),
    pass: readMeta(database, 'pass') ?? 0,
    rebuiltMs: readMeta(database, 'rebuiltMs'),
    inventoryMs: isStillHeld ? inventoryMs : null,
    inventoryUnfinished: readMeta(database, 'inventoryBegunMs') !== null,
    uncertainCount: countUncertain(database),
  }
}
