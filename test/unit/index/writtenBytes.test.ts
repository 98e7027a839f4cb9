import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyHistory } from '../../../shared/history.ts'
import type { TimeSlice } from '../../../shared/model/usage.ts'
import { fillCells, minuteMs } from '../../../electron/index/cells.ts'
import { folderNode } from '../../../electron/index/folderTree.ts'
import { openIndexStore, type IndexStore } from '../../../electron/index/indexStore.ts'
import { encodeKey, endOfKeys } from '../../../electron/index/keyBytes.ts'
import { labelsUnder } from '../../../electron/index/queries/place.ts'
import { writtenBytes } from '../../../electron/index/queries/writtenBytes.ts'
import { indexMigrations } from '../../../electron/index/schema.ts'
import { writeRange } from '../../../electron/index/writeRange.ts'
import { openDatabase } from '../../../electron/storage/sqlite.ts'
import { writtenUnder } from './naiveIndex.ts'
import { someHistories } from './randomHistories.ts'

const runs = process.env['STRATA_LONG'] === 'yes' ? 600 : 100
const prefixes = ['', 'a/', 'a/b/', 'b/', '😀/', 'nothing/']

function filled(histories: readonly KeyHistory[]): IndexStore {
  const store = openIndexStore(openDatabase(':memory:', indexMigrations))
  const whole = { from: encodeKey(''), to: endOfKeys }
  writeRange(store, { ...whole, reading: { pass: 1, readMs: 1 }, histories, leave: [] })
  return store
}

/** As maintenance does for folders that are big. */
function withCells(store: IndexStore): IndexStore {
  for (const prefix of ['', 'a/', 'b/']) {
    const { id, name, parent } = folderNode(store, prefix)
    fillCells(store.database, { id, parent: parent?.id ?? 0, name }, labelsUnder(store.database, prefix))
  }
  return store
}

const slicesOf = (stepMs: number): fc.Arbitrary<readonly TimeSlice[]> =>
  fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 30 }))
      .map(([from, length]) => ({ fromMs: from * stepMs, toMs: (from + length) * stepMs })),
    { minLength: 1, maxLength: 14 },
  )

describe('what was written in slices of time', () => {
  it('is the sum of the versions that are kept, from single entries and from cells', () => {
    fc.assert(
      fc.property(
        someHistories(25),
        fc.oneof(slicesOf(minuteMs), slicesOf(7_001), slicesOf(60 * minuteMs)),
        fc.boolean(),
        (histories, slices, hasCells) => {
          const store = hasCells ? withCells(filled(histories)) : filled(histories)
          expect(writtenBytes(store.database, { prefixes, slices })).toEqual(
            prefixes.map((prefix) => slices.map((slice) => writtenUnder(histories, prefix, slice))),
          )
        },
      ),
      { numRuns: runs },
    )
  })
})
