/** Keys that cut the index into parts of about the same size. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import { bytesSchema } from '../keyBytes.ts'

const countRow = z.object({ count: z.number() })
const keyRow = z.object({ key: bytesSchema })

/** At most `count - 1` of them, in order; none where there are too few keys to be worth it. */
export function evenCuts(database: Database, count: number): readonly Uint8Array[] {
  const keys = database.get(countRow, 'SELECT count(*) AS count FROM keys')?.count ?? 0
  const part = Math.floor(keys / count)
  if (part < 500) return []
  return Array.from({ length: count - 1 }, (_, at) => part * (at + 1)).flatMap((offset) => {
    const found = database.get(keyRow, 'SELECT key FROM keys ORDER BY id LIMIT 1 OFFSET ?', offset)
    return found === null ? [] : [found.key]
  })
}
