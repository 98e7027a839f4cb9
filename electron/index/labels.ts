/**
 * Labels: the numbers of keys, in the order of the keys. Neighbours lie some way apart so that new keys find room
 * between them; where none is left, the labels around are spread anew.
 */
import { z } from 'zod'
import type { Database } from '../storage/sqlite.ts'
import { bytesSchema, decodeKey } from './keyBytes.ts'
import { searchText } from './searchText.ts'

export const lastLabel = 2 ** 47 - 1
const usualStep = 64
/** How sparse labels are after they were spread anew. */
const spreadStep = 16

const idRow = z.object({ id: z.number() })

const idOf = (database: Database, sql: string, ...values: (number | Uint8Array)[]): number | null =>
  database.get(idRow, sql, ...values)?.id ?? null

/** The label of the last key before this one; 0 where there is none. */
const labelBefore = (database: Database, key: Uint8Array): number =>
  idOf(database, 'SELECT id FROM keys WHERE key < ? ORDER BY key DESC LIMIT 1', key) ?? 0

/** The label of the first key from this one on; above all labels where there is none. */
export const labelFrom = (database: Database, key: Uint8Array): number =>
  idOf(database, 'SELECT id FROM keys WHERE key >= ? ORDER BY key LIMIT 1', key) ?? lastLabel

const keyRow = z.object({ key: bytesSchema })

/** The first key from this one on; null where there is none. */
export const nextKey = (database: Database, key: Uint8Array): Uint8Array | null =>
  database.get(keyRow, 'SELECT key FROM keys WHERE key >= ? ORDER BY key LIMIT 1', key)?.key ?? null

/** The free labels for keys from `first` to `last`, between which there is none yet: above `low` and below `high`. */
export function roomAt(
  database: Database,
  first: Uint8Array,
  last: Uint8Array,
): { readonly low: number; readonly high: number } {
  const fences = 'SELECT label AS id FROM ranges WHERE label IS NOT NULL AND start'
  const before = idOf(database, `${fences} <= ? ORDER BY start DESC LIMIT 1`, first) ?? 0
  const behind = idOf(database, `${fences} > ? ORDER BY start LIMIT 1`, last) ?? lastLabel
  return {
    low: Math.max(labelBefore(database, first), before),
    high: Math.min(labelFrom(database, last), behind + 1),
  }
}

/**
 * Labels for a run of new keys in ascending order, between which there is no key yet. Existing labels may change, so
 * none that was read before is good after this.
 */
export function labelsFor(database: Database, run: readonly Uint8Array[]): readonly number[] {
  const [first] = run
  const last = run.at(-1)
  if (first === undefined || last === undefined) return []
  const { low, high } = roomAt(database, first, last)
  return between(low, high, run.length) ?? spreadAround(database, first, last, run.length)
}

/** So many labels above `low` and below `high`; null where they don't fit. */
function between(low: number, high: number, count: number): readonly number[] | null {
  if (high - low - 1 < count) return null
  const step = Math.min(usualStep, Math.floor((high - low) / (count + 1)))
  return Array.from({ length: count }, (_, at) => low + step * (at + 1))
}

type Labelled = { readonly id: number; readonly key: Uint8Array }

/** Spreads the labels around a place evenly, ever further out until there is room, and gives the new run its own. */
function spreadAround(
  database: Database,
  first: Uint8Array,
  last: Uint8Array,
  count: number,
): readonly number[] {
  for (let reach = 32; ; reach *= 4) {
    const left = neighbours(database, 'key < ? ORDER BY key DESC', first, reach)
    const right = neighbours(database, 'key > ? ORDER BY key', last, reach)
    const low = left.beyond?.id ?? 0
    const high = right.beyond?.id ?? lastLabel
    const total = left.near.length + right.near.length + count
    if (high - low > (total + 1) * spreadStep) {
      const step = Math.min(usualStep, Math.floor((high - low) / (total + 1)))
      const label = (at: number): number => low + step * (at + 1)
      const moved = [...left.near].reverse().map((key, at) => ({ ...key, to: label(at) }))
      const behind = left.near.length + count
      move(database, [...moved, ...right.near.map((key, at) => ({ ...key, to: label(behind + at) }))])
      dropFences(database, low, high)
      return Array.from({ length: count }, (_, at) => label(left.near.length + at))
    }
  }
}

const labelledRow = z.object({ id: z.number(), key: bytesSchema })

function neighbours(
  database: Database,
  where: string,
  from: Uint8Array,
  reach: number,
): { readonly near: readonly Labelled[]; readonly beyond: Labelled | undefined } {
  const found = database.all(labelledRow, `SELECT id, key FROM keys WHERE ${where} LIMIT ?`, from, reach + 1)
  return { near: found.slice(0, reach), beyond: found[reach] }
}

/** By way of negative labels, so that no two keys ever share one. */
function move(database: Database, keys: readonly (Labelled & { readonly to: number })[]): void {
  const moving = keys.filter(({ id, to }) => id !== to)
  for (const { id, to } of moving) {
    database.run('UPDATE keys SET id = ? WHERE id = ?', -to, id)
    database.run('UPDATE versions SET key = ? WHERE key = ?', -to, id)
    database.run('DELETE FROM key_text WHERE rowid = ?', id)
  }
  for (const { key, to } of moving) {
    database.run('UPDATE keys SET id = ? WHERE id = ?', to, -to)
    database.run('UPDATE versions SET key = ? WHERE key = ?', to, -to)
    database.run('INSERT INTO key_text (rowid, text) VALUES (?, ?)', to, searchText(decodeKey(key)))
  }
}

/** Where labels are this dense, no room can be kept. */
function dropFences(database: Database, low: number, high: number): void {
  database.run('UPDATE ranges SET label = NULL WHERE label BETWEEN ? AND ?', low, high)
}
