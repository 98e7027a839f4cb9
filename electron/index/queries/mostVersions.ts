/** The keys with the most entries: they make servers answer 503 and keep bytes that nobody sees. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { bytesSchema, decodeKey } from '../keyBytes.ts'
import { labelsUnder } from './place.ts'

export type CrowdedKey = { readonly key: string; readonly entryCount: number; readonly bytes: number }

const keyRow = z.object({ key: bytesSchema, entryCount: z.number(), bytes: z.number() })

/** Versions and markers counted together; `bytes` are those of all versions. Most first, the last key first where they are even. */
export function mostVersions(
  database: Database,
  { prefix, limit }: { readonly prefix: string; readonly limit: number },
): readonly CrowdedKey[] {
  const { low, high } = labelsUnder(database, prefix)
  // For the whole bucket the index by count gives the first ones at once; under a prefix a sort is cheaper.
  const keys = prefix === '' ? 'keys INDEXED BY keys_by_entries' : 'keys'
  const sql = `SELECT key, entryCount,
      (SELECT coalesce(sum(bytes), 0) FROM versions v WHERE v.key = k.id AND v.kind < 2) AS bytes
    FROM (SELECT id, key, entry_count AS entryCount FROM ${keys} WHERE id >= ? AND id < ?
      ORDER BY entry_count DESC, id DESC LIMIT ?) k
    ORDER BY entryCount DESC, id DESC`
  return database
    .all(keyRow, sql, low, high, limit)
    .map(({ key, ...counts }) => ({ key: decodeKey(key), ...counts }))
}
