/** Which key ranges have been read, in which pass and when: pieces of the key space, each up to the next one. */
import { z } from 'zod'
import type { Database } from '../storage/sqlite.ts'
import { bytesSchema, compareBytes, encodeKey, endOfKeys } from './keyBytes.ts'
import { roomAt } from './labels.ts'

/** Bytes from `from` to before `to`. */
export type KeyRange = { readonly from: Uint8Array; readonly to: Uint8Array }

/** One reading of the bucket: all its pieces bear the number of the pass. */
export type Reading = { readonly pass: number; readonly readMs: number }

export type Piece = KeyRange & { readonly pass: number; readonly readMs: number | null }

const rangeRow = z.object({
  start: bytesSchema,
  label: z.number().nullable(),
  pass: z.number(),
  readMs: z.number().nullable(),
})
type RangeRow = z.infer<typeof rangeRow>

const columns = 'start, label, pass, read_ms AS readMs'

const rangeAt = (database: Database, key: Uint8Array): RangeRow | null =>
  database.get(rangeRow, `SELECT ${columns} FROM ranges WHERE start <= ? ORDER BY start DESC LIMIT 1`, key)

const writeRow = (database: Database, { start, label, pass, readMs }: RangeRow): void =>
  void database.run('INSERT OR REPLACE INTO ranges VALUES (?, ?, ?, ?)', start, label, pass, readMs)

export const isCovered = (database: Database, key: string): boolean =>
  rangeAt(database, encodeKey(key))?.readMs !== null

/** Makes sure that a piece begins here; both halves stay what they were. */
function cutAt(database: Database, key: Uint8Array, label: number | null = null): void {
  const range = rangeAt(database, key)
  if (range === null || (compareBytes(range.start, key) === 0 && label === null)) return
  if (compareBytes(key, endOfKeys) < 0) writeRow(database, { ...range, start: key, label })
}

/** Cuts at these keys in ascending order and keeps as much room for new keys between all of them as there is. */
export function cutWithRoom(database: Database, keys: readonly Uint8Array[]): void {
  const middle = Math.floor(keys.length / 2)
  const key = keys[middle]
  if (key === undefined) return
  const { low, high } = roomAt(database, key, key)
  cutAt(database, key, Math.floor((low + high) / 2))
  cutWithRoom(database, keys.slice(0, middle))
  cutWithRoom(database, keys.slice(middle + 1))
}

/** Beyond this, how old a piece is would be told by the oldest part of it alone. */
const joinedWithinMs = 60 * 60_000

/** Pieces of one pass that were read at about the same time become one. */
const mayJoin = (a: RangeRow, b: Reading): boolean =>
  a.pass === b.pass && a.readMs !== null && Math.abs(a.readMs - b.readMs) < joinedWithinMs

/** Notes that a range was read, after what lies in it was written. */
export function cover(database: Database, { from, to }: KeyRange, { pass, readMs }: Reading): void {
  cutAt(database, from)
  cutAt(database, to)
  database.run('DELETE FROM ranges WHERE start > ? AND start < ?', from, to)
  database.run('UPDATE ranges SET pass = ?, read_ms = ? WHERE start = ?', pass, readMs, from)
  const before = database.get(
    rangeRow,
    `SELECT ${columns} FROM ranges WHERE start < ? ORDER BY start DESC LIMIT 1`,
    from,
  )
  if (before && mayJoin(before, { pass, readMs })) {
    database.run('DELETE FROM ranges WHERE start = ?', from)
    writeRow(database, { ...before, readMs: Math.min(before.readMs ?? readMs, readMs) })
  }
  joinNext(database, to, pass)
}

function joinNext(database: Database, at: Uint8Array, pass: number): void {
  const next = rangeAt(database, at)
  if (next === null || next.readMs === null || compareBytes(next.start, at) !== 0) return
  const before = database.get(
    rangeRow,
    `SELECT ${columns} FROM ranges WHERE start < ? ORDER BY start DESC LIMIT 1`,
    at,
  )
  if (before === null || next.pass !== pass || !mayJoin(before, { pass, readMs: next.readMs })) return
  database.run('DELETE FROM ranges WHERE start = ?', at)
  const readMs = Math.min(before.readMs ?? Infinity, next.readMs)
  writeRow(database, { ...before, readMs })
}

/** Forgets that a range was read: it comes up again in the pass that is under way. */
export function uncover(database: Database, { from, to }: KeyRange): void {
  cutAt(database, from)
  cutAt(database, to)
  database.run('UPDATE ranges SET pass = 0, read_ms = NULL WHERE start >= ? AND start < ?', from, to)
}

/** What was never read is left out of the pass that is under way. */
export const setUnreadAside = (database: Database, pass: number): void =>
  void database.run('UPDATE ranges SET pass = ? WHERE read_ms IS NULL', pass)

/** What was never read comes up again in the pass that is under way. */
export const takeUnreadUp = (database: Database): void =>
  void database.run('UPDATE ranges SET pass = 0 WHERE read_ms IS NULL')

/** What was read longer ago comes up again in the pass that is under way; until then the old answers hold. */
export function readAgain(database: Database, { from, to }: KeyRange, olderThanMs: number): void {
  cutAt(database, from)
  cutAt(database, to)
  const sql = 'UPDATE ranges SET pass = 0 WHERE start >= ? AND start < ? AND read_ms < ?'
  database.run(sql, from, to, olderThanMs)
}

const nextStartRow = rangeRow.extend({ next: bytesSchema.nullable() })

/** The pieces that touch a range, clipped to it, in order. */
export function piecesOf(database: Database, { from, to }: KeyRange): readonly Piece[] {
  const sql = `SELECT ${columns}, lead(start) OVER (ORDER BY start) AS next FROM ranges ORDER BY start`
  return database.all(nextStartRow, sql).flatMap(({ start, next, pass, readMs }): Piece[] => {
    const end = next ?? endOfKeys
    if (compareBytes(end, from) <= 0 || compareBytes(start, to) >= 0) return []
    return [
      {
        from: compareBytes(start, from) < 0 ? from : start,
        to: compareBytes(end, to) > 0 ? to : end,
        pass,
        readMs,
      },
    ]
  })
}
