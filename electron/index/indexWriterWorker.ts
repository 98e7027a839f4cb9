/** The worker that writes indexes: no transaction ever stalls the app. */
import type { Change } from '../../shared/model/change.ts'
import { serveWorker } from '../platform/workerLink.ts'
import { applyChanges } from './applyChanges.ts'
import { cutWithRoom, piecesOf, uncover, type KeyRange } from './coverage.ts'
import { maintain } from './maintenance.ts'
import { unpackHistories, type PackedHistories } from './packedHistories.ts'
import { OpenIndexes, type IndexPlace } from './openIndexes.ts'
import { evenCuts } from './queries/evenCuts.ts'
import { stateOf, writeMeta } from './state.ts'
import { writeRange, type RangeRead } from './writeRange.ts'
import { write } from './indexStore.ts'

const indexes = new OpenIndexes()

export type PackedRange = Omit<RangeRead, 'histories'> & { readonly histories: PackedHistories }

type On<Argument> = Argument & { readonly file: string }

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const api = {
  open: (place: IndexPlace) => indexes.open(place),
  rebuild: (place: IndexPlace) => indexes.rebuild(place),
  close: (place: On<unknown>) => indexes.close(place),
  state: ({ file }: On<unknown>) => indexes.with(file, ({ database }) => stateOf(database)),
  /** Writes are short transactions, and between two of them others have their turn. */
  async writeRange({ file, range: packed }: On<{ range: PackedRange }>): Promise<void> {
    const range = { ...packed, histories: unpackHistories(packed.histories) }
    let from: Uint8Array | null = range.from
    while (from !== null) {
      const rest: RangeRead = { ...range, from }
      from = indexes.with(file, (store) => writeRange(store, rest))
      if (from !== null) await turn()
    }
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
