/** What becomes of a plan's items, on its way to disk. */
import { Notes } from '../../storage/notes.ts'
import type { Storage } from '../../storage/storage.ts'
import type { ItemOutcome } from '../itemTable.ts'

export type Journal = Notes<ItemOutcome>

export const openJournal = (storage: Storage, planId: string): Journal =>
  new Notes((outcomes) => storage.call('settleItems', { planId, outcomes }))
