/** The worker that writes indexes: no transaction ever stalls the app. */
import type { KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import type { Change } from '../../shared/model/change.ts'
import { serveWorker } from '../platform/workerLink.ts'
import { parseVersionsPage } from '../s3/versionsPage.ts'
import { applyChanges } from './applyChanges.ts'
import {
  cutWithRoom,
  piecesOf,
  readAgain,
  setUnreadAside,
  takeUnreadUp,
  uncover,
  type KeyRange,
  type Reading,
} from './coverage.ts'
import { compareBytes, decodeKey, encodeKey } from './keyBytes.ts'
import { maintain } from './maintenance.ts'
import { OpenIndexes, type IndexPlace } from './openIndexes.ts'
import { unpackHistories, type PackedHistories } from './packedHistories.ts'
import { PageReadings, type CutPart, type ListedPage, type PageFacts, type ReadPage } from './pageReadings.ts'
import { evenCuts } from './queries/evenCuts.ts'
import { readMeta, stateOf, writeMeta, type MetaName } from './state.ts'
import { writeRange, type InventoryFacts, type RangeRead } from './writeRange.ts'
import { write } from './indexStore.ts'
import { WriteGroups } from './writeGroups.ts'

const indexes = new OpenIndexes()
const readings = new PageReadings()
const writes = new WriteGroups(indexes)

/** `written`: when and in which pass the page was read; `leave`: as in RangeRead. */
export type PageToWrite = ReadPage & Pick<RangeRead, 'leave'> & { readonly written: Reading }

/** What a page gave; `to` null: nothing was complete. */
export type WrittenPart = Omit<CutPart, 'histories'> & {
  readonly keyCount: number
  readonly entryCount: number
}

export type PackedInventory = Omit<RangeRead, 'histories' | 'reading' | 'inventory'> & {
  readonly histories: PackedHistories
  readonly inventory: InventoryFacts
}

type On<Argument> = Argument & { readonly file: string }

/** What is there already is replaced in short transactions, and between two of them others have their turn. */
async function writeWhole(file: string, range: RangeRead): Promise<void> {
  let from: Uint8Array | null = range.from
  while (from !== null) {
    const rest: RangeRead = { ...range, from }
    from = await writes.write(file, (store) => writeRange(store, rest))
  }
}

const api = {
  open: (place: IndexPlace) => indexes.open(place),
  rebuild: (place: IndexPlace) => indexes.rebuild(place),
  close: (place: On<unknown>) => indexes.close(place),
  state: ({ file }: On<unknown>) => indexes.with(file, ({ database }) => stateOf(database)),
  lookAtPage: ({ page: { xml, after } }: On<{ page: ListedPage }>): PageFacts => {
    const { next, prefixes } = parseVersionsPage(xml, after)
    return { next, prefixes }
  },
  async writePage({ file, page }: On<{ page: PageToWrite }>): Promise<WrittenPart> {
    const { histories, to, entryOrder } = readings.cut(page)
    const { from, written: reading, leave } = page
    if (to !== null) await writeWhole(file, { from, to, histories, reading, leave })
    const entryCount = histories.reduce((sum, { entries }) => sum + entries.length, 0)
    return { to, entryOrder, keyCount: histories.length, entryCount }
  },
  endReading: ({ number }: On<{ number: number }>) => readings.end(number),
  /** Only where the index knows less: what was read after the inventory was made stays as it is. */
  async writeInventory({ file, range: packed }: On<{ range: PackedInventory }>): Promise<void> {
    const { createdMs } = packed.inventory
    const range = { ...packed, histories: unpackHistories(packed.histories) }
    const { pass, pieces } = indexes.with(file, ({ database }) => ({
      pass: readMeta(database, 'pass') ?? 0,
      pieces: piecesOf(database, packed),
    }))
    for (const piece of pieces) {
      if (piece.readMs !== null && piece.readMs > createdMs) continue
      const histories = within(range.histories, piece)
      await writeWhole(file, { ...range, ...piece, histories, reading: { pass, readMs: createdMs } })
    }
  },
  /** What was never read is left out of the reading that is under way, or comes up in it again. */
  setUnreadAside: ({ file, aside }: On<{ aside: boolean }>) =>
    indexes.with(file, (store) =>
      write(store, () => {
        if (aside) setUnreadAside(store.database, readMeta(store.database, 'pass') ?? 0)
        else takeUnreadUp(store.database)
      }),
    ),
  readAgain: ({ file, range, olderThanMs }: On<{ range: KeyRange; olderThanMs: number }>) =>
    indexes.with(file, (store) => write(store, () => readAgain(store.database, range, olderThanMs))),
  note: ({ file, name, value }: On<{ name: MetaName; value: number | null }>) =>
    indexes.with(file, ({ database }) => writeMeta(database, name, value)),
  applyChanges: ({ file, changes }: On<{ changes: readonly Change[] }>) =>
    indexes.with(file, (store) => applyChanges(store, { changes })),
  maintain: ({ file }: On<unknown>) => indexes.with(file, maintain),
  pieces: ({ file, range }: On<{ range: KeyRange }>) =>
    indexes.with(file, ({ database }) => piecesOf(database, range)),
  cut: ({ file, keys }: On<{ keys: readonly Uint8Array[] }>) =>
    indexes.with(file, (store) => write(store, () => cutWithRoom(store.database, keys))),
  forget: ({ file, range }: On<{ range: KeyRange }>) =>
    indexes.with(file, (store) => write(store, () => uncover(store.database, range))),
  evenCuts: ({ file, count }: On<{ count: number }>) =>
    indexes.with(file, ({ database }) => evenCuts(database, count)),
  beginPass: ({ file, pass }: On<{ pass: number }>) =>
    indexes.with(file, ({ database }) => writeMeta(database, 'pass', pass)),
}

function within(histories: readonly KeyHistory[], { from, to }: KeyRange): readonly KeyHistory[] {
  const first = decodeKey(from)
  return histories.filter(({ key }) => compareKeys(key, first) >= 0 && compareBytes(encodeKey(key), to) < 0)
}

export type IndexWriterApi = typeof api

serveWorker(api)
