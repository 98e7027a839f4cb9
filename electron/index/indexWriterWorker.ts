/** The worker that writes indexes: no transaction ever stalls the app. */
import type { Change } from '../../shared/model/change.ts'
import { serveWorker } from '../platform/workerLink.ts'
import { parseVersionsPage } from '../s3/versionsPage.ts'
import { applyChanges } from './applyChanges.ts'
import { cutWithRoom, piecesOf, uncover, type KeyRange, type Reading } from './coverage.ts'
import { maintain } from './maintenance.ts'
import { OpenIndexes, type IndexPlace } from './openIndexes.ts'
import { PageReadings, type CutPart, type ListedPage, type PageFacts, type ReadPage } from './pageReadings.ts'
import { evenCuts } from './queries/evenCuts.ts'
import { stateOf, writeMeta } from './state.ts'
import { writeRange, type RangeRead } from './writeRange.ts'
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

export type IndexWriterApi = typeof api

serveWorker(api)
