/** Moments as SQL compares them. */
import { z } from 'zod'
import { failed } from '../../../shared/failure.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import type { Database } from '../../storage/sqlite.ts'
import { packId } from '../entryRows.ts'
import { labelOf } from './place.ts'

/** Written by then means `modified_ms <= upToMs`, but for the one key of `before`: there, below that `seq`. */
export type IndexInstant = {
  readonly upToMs: number
  readonly before: { readonly label: number; readonly seq: number } | null
}

/** Times are whole milliseconds. */
const justBeforeMs = 0.5

const entryRow = z.object({ seq: z.number(), modifiedMs: z.number() })

/** Failures: not-found (version-unknown) where the index doesn't have the entry of `before`. */
export function instantOf(database: Database, moment: Moment): IndexInstant {
  if ('atMs' in moment) return { upToMs: moment.atMs, before: null }
  const label = labelOf(database, moment.before.key)
  const sql = 'SELECT seq, modified_ms AS modifiedMs FROM versions WHERE key = ? AND version_id = ?'
  const entry = label === null ? null : database.get(entryRow, sql, label, packId(moment.before.versionId))
  if (label === null || entry === null) {
    throw failed({
      code: 'not-found',
      reason: 'version-unknown',
      message: 'The index does not have the version that this moment is named after.',
      advice: 'It may have been destroyed, or the index is older than it. Read the folder again.',
      wayOn: 'retry',
    })
  }
  return { upToMs: entry.modifiedMs - justBeforeMs, before: { label, seq: entry.seq } }
}

/** The seq of a key's state at `?1` (with `?2`, `?3` for the key and seq of `before`), for a key called `k.id`. */
export const seqAt = `(SELECT seq FROM versions WHERE key = k.id
  AND CASE WHEN key = ?2 THEN seq < ?3 ELSE modified_ms <= ?1 END ORDER BY seq DESC LIMIT 1)`

/**
 * 1 where an overwritten `null` version may have been the true answer, or where the order of the entries is not known;
 * same parameters.
 */
export const uncertainAt = `EXISTS (SELECT 1 FROM uncertain_keys WHERE key = k.key) OR EXISTS (SELECT 1 FROM versions WHERE key = k.id AND version_id = 'null'
  AND CASE WHEN key = ?2 THEN seq >= ?3 ELSE modified_ms > ?1 END)`

export const instantValues = ({ upToMs, before }: IndexInstant): readonly [number, number, number] => [
  upToMs,
  before?.label ?? -1,
  before?.seq ?? -1,
]
