/** What the store remembers about itself, by name. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'

const row = z.object({ value: z.string() })

export function readSetting(db: Database, name: string): string | null {
  return db.get(row, 'SELECT value FROM settings WHERE name = ?', name)?.value ?? null
}

/** Inside a transaction. */
export function writeSetting(db: Database, name: string, value: string): void {
  db.run('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, value)
}
