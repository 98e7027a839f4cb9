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

export const readMeta = (database: Database, name: 'pass' | 'rebuiltMs'): number | null =>
  database.get(metaRow, 'SELECT value FROM meta WHERE name = ?', name)?.value ?? null

export function writeMeta(database: Database, name: 'pass' | 'rebuiltMs', value: number): void {
  database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', name, String(value))
}

export function stateOf(database: Database): IndexState {
  return {
    ...coverageOf(database, { prefix: '' }),
    sums: totalsOf(database, { prefix: '' }),
    pass: readMeta(database, 'pass') ?? 0,
    rebuiltMs: readMeta(database, 'rebuiltMs'),
  }
}
