/** What happened under a prefix, as bursts: events close together in time, the latest first. */
import { z } from 'zod'
import { ancestorPrefixes } from '../../../shared/key.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { Database } from '../../storage/sqlite.ts'
import { minuteMs } from '../cells.ts'
import { entryOf, versionColumns, versionRow } from '../entryRows.ts'
import { folderPrefixOf } from '../folderTree.ts'
import type { EventKind } from '../keyFacts.ts'
import { bytesSchema, decodeKey } from '../keyBytes.ts'
import { minutesBefore, type Activity } from './activity.ts'
import { labelOf, labelsUnder } from './place.ts'

export type BurstQuery = {
  readonly prefix: string
  /** A longer pause than this, in whole minutes without any event, begins another burst. */
  readonly gapMinutes: number
  /** Only what happened before this time; a whole minute. null: everything. */
  readonly beforeMs: number | null
  readonly limit: number
}

export type Burst = Omit<Activity, 'slot'> & {
  /** Times of the first and the last event. */
  readonly fromMs: number
  readonly toMs: number
  /** The innermost prefix that holds all of it. */
  readonly folder: string
}

export type BurstPage = { readonly bursts: readonly Burst[]; readonly nextBeforeMs: number | null }

/** Latest first. Events of one minute are never parted. */
export function bursts(database: Database, { prefix, gapMinutes, beforeMs, limit }: BurstQuery): BurstPage {
  const before = beforeMs === null ? Number.MAX_SAFE_INTEGER / minuteMs : Math.floor(beforeMs / minuteMs)
  const found: Minutes[] = []
  for (const minute of minutesBefore(database, prefix, before)) {
    const last = found.at(-1)
    if (last && last.slot - minute.slot - 1 <= gapMinutes) join(last, minute)
    else if (found.length === limit) {
      return { bursts: exact(database, prefix, found), nextBeforeMs: (minute.slot + 1) * minuteMs }
    } else found.push({ ...minute, lastSlot: minute.slot })
  }
  return { bursts: exact(database, prefix, found), nextBeforeMs: null }
}

type Minutes = { -readonly [Name in keyof Activity]: Activity[Name] } & { readonly lastSlot: number }

function join(burst: Minutes, minute: Activity): void {
  burst.slot = minute.slot
  burst.added += minute.added
  burst.replaced += minute.replaced
  burst.deleted += minute.deleted
  burst.writtenBytes += minute.writtenBytes
  burst.deletedBytes += minute.deletedBytes
}

const timeRow = z.object({ ms: z.number() })

function exact(database: Database, prefix: string, found: readonly Minutes[]): readonly Burst[] {
  const { low, high } = labelsUnder(database, prefix)
  const timeIn = (order: 'ASC' | 'DESC', slot: number): number => {
    const sql = `SELECT modified_ms AS ms FROM versions WHERE modified_ms >= ? AND modified_ms < ?
      AND key >= ? AND key < ? AND kind < 3 ORDER BY modified_ms ${order} LIMIT 1`
    return (
      database.get(timeRow, sql, slot * minuteMs, (slot + 1) * minuteMs, low, high)?.ms ?? slot * minuteMs
    )
  }
  return found.map(({ slot, lastSlot, ...sums }) => {
    const fromMs = timeIn('ASC', slot)
    const toMs = timeIn('DESC', lastSlot)
    return { ...sums, fromMs, toMs, folder: folderOf(database, prefix, fromMs, toMs) }
  })
}

const endsRow = z.object({ first: bytesSchema.nullable(), last: bytesSchema.nullable() })

/** What the first and the last key have in common, all keys between them have. */
function folderOf(database: Database, prefix: string, fromMs: number, toMs: number): string {
  const { low, high } = labelsUnder(database, prefix)
  const sql = `SELECT (SELECT key FROM keys WHERE id = first) AS first, (SELECT key FROM keys WHERE id = last) AS last
    FROM (SELECT min(key) AS first, max(key) AS last FROM versions
      WHERE modified_ms >= ? AND modified_ms <= ? AND key >= ? AND key < ? AND kind < 3)`
  const ends = database.get(endsRow, sql, fromMs, toMs, low, high)
  if (!ends?.first || !ends.last) return prefix
  const first = decodeKey(ends.first)
  const others = new Set(ancestorPrefixes(folderPrefixOf(decodeKey(ends.last))))
  return ancestorPrefixes(folderPrefixOf(first)).findLast((folder) => others.has(folder)) ?? ''
}

export type BurstItemsQuery = {
  readonly prefix: string
  readonly fromMs: number
  readonly toMs: number
  readonly after: BurstPlace | null
  readonly limit: number
}

/** A place in the order of time, for the next page. */
export type BurstPlace = { readonly modifiedMs: number; readonly key: string; readonly seq: number }

export type BurstItem = {
  readonly kind: Exclude<EventKind, 'again'>
  readonly entry: VersionEntry
  /** Of the version that was written, or that the marker hid. */
  readonly bytes: number
  /** Where to look to see it as it was just before. */
  readonly before: Moment
}

const itemRow = versionRow.extend({ keyBytes: bytesSchema, seq: z.number(), isLatest: z.number() })

const kinds = ['added', 'replaced', 'deleted'] as const

/** What happened from one time to another, both included, in the order of time. */
export function burstItems(
  database: Database,
  { prefix, fromMs, toMs, after, limit }: BurstItemsQuery,
): { readonly items: readonly BurstItem[]; readonly next: BurstPlace | null } {
  const { low, high } = labelsUnder(database, prefix)
  const sql = `SELECT k.key AS keyBytes, v.seq AS seq, ${versionColumns},
      v.seq = (SELECT max(seq) FROM versions WHERE key = v.key) AS isLatest
    FROM versions v JOIN keys k ON k.id = v.key
    WHERE v.modified_ms >= ?1 AND v.modified_ms <= ?2 AND v.key >= ?3 AND v.key < ?4 AND v.kind < 3
      AND (v.modified_ms, v.kind, v.key, v.seq) > (?5, ?6, ?7, ?8)
    ORDER BY v.modified_ms, v.kind, v.key, v.seq LIMIT ?9`
  const place = after === null ? [-1, -1, -1, -1] : placeOf(database, after)
  const [ms = -1, kind = -1, label = -1, seq = -1] = place
  const first = Math.max(fromMs, ms)
  const rows = database.all(itemRow, sql, first, toMs, low, high, ms, kind, label, seq, limit)
  const items = rows.map((row): BurstItem => {
    const entry = entryOf(decodeKey(row.keyBytes), row, row.isLatest === 1)
    const before = { before: { key: entry.key, versionId: entry.versionId } }
    return { kind: kinds[row.kind] ?? 'added', entry, bytes: row.bytes, before }
  })
  const last = rows.at(-1)
  const next = rows.length < limit || last === undefined ? null : last
  return {
    items,
    next: next && { modifiedMs: next.modifiedMs, key: decodeKey(next.keyBytes), seq: next.seq },
  }
}

const kindRow = z.object({ kind: z.number() })

function placeOf(database: Database, { modifiedMs, key, seq }: BurstPlace): readonly number[] {
  const label = labelOf(database, key) ?? -1
  const found = database.get(kindRow, 'SELECT kind FROM versions WHERE key = ? AND seq = ?', label, seq)
  return [modifiedMs, found?.kind ?? -1, label, seq]
}
