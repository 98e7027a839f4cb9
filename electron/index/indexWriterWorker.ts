/** The worker that writes indexes: no transaction ever stalls the app. */
import type { Change } from '../../shared/model/change.ts'
import { serveWorker } from '../platform/workerLink.ts'
import { applyChanges } from './applyChanges.ts'
import { cutWithRoom, piecesOf, uncover, type KeyRange, type Reading } from './coverage.ts'
import { maintain } from './maintenance.ts'
import { OpenIndexes, type IndexPlace } from './openIndexes.ts'
import { PageReadings, type ListedPage, type PartEnd, type ReadPage } from './pageReadings.ts'
import { evenCuts } from './queries/evenCuts.ts'
import { stateOf, writeMeta } from './state.ts'
import { writeRange, type RangeRead } from './writeRange.ts'
import { write } from './indexStore.ts'

const indexes = new OpenIndexes()
const readings = new PageReadings()

export type ReadPart = PartEnd & Pick<RangeRead, 'from' | 'leave'> & { readonly written: Reading }

/** `to`: the range was written up to here. */
export type WrittenPart = { readonly to: Uint8Array; readonly keyCount: number; readonly entryCount: number }

type On<Argument> = Argument & { readonly file: string }

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const api = {
  open: (place: IndexPlace) => indexes.open(place),
  rebuild: (place: IndexPlace) => indexes.rebuild(place),
  close: (place: On<unknown>) => indexes.close(place),
  state: ({ file }: On<unknown>) => indexes.with(file, ({ database }) => stateOf(database)),
  lookAtPage: ({ page }: On<{ page: ListedPage }>) => readings.look(page),
  addPage: ({ page }: On<{ page: ReadPage }>) => readings.add(page),
  endReading: ({ reading }: On<{ reading: number }>) => readings.end(reading),
  /** Writes are short transactions, and between two of them others have their turn. Null: nothing was complete. */
  async writePart({ file, part }: On<{ part: ReadPart }>): Promise<WrittenPart | null> {
    const cut = readings.take(part)
    if (cut === null) return null
    let from: Uint8Array | null = part.from
    while (from !== null) {
      const rest: RangeRead = { ...cut, from, reading: part.written, leave: part.leave }
      from = indexes.with(file, (store) => writeRange(store, rest))
      if (from !== null) await turn()
    }
    const entryCount = cut.histories.reduce((sum, { entries }) => sum + entries.length, 0)
    return { to: cut.to, keyCount: cut.histories.length, entryCount }
  },
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
