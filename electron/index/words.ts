/** Words that repeat in every entry (classes, owners), kept once. */
import { z } from 'zod'
import type { IndexStore } from './indexStore.ts'

const idRow = z.object({ id: z.number() })

/** The number of a word; new words get one. */
export function wordId({ database, words }: IndexStore, word: string | null): number | null {
  if (word === null) return null
  const known = words.get(word)
  if (known !== undefined) return known
  database.run('INSERT OR IGNORE INTO words (word) VALUES (?)', word)
  const id = database.get(idRow, 'SELECT id FROM words WHERE word = ?', word)?.id ?? 0
  words.set(word, id)
  return id
}
