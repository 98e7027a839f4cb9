import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { indexFile } from '../../../electron/index/indexDatabase.ts'
import { write } from '../../../electron/index/indexStore.ts'
import { OpenIndexes } from '../../../electron/index/openIndexes.ts'
import { readMeta, writeMeta } from '../../../electron/index/state.ts'
import { WriteGroups } from '../../../electron/index/writeGroups.ts'
import { openTestIndexes } from './testIndex.ts'

const folder = mkdtempSync(join(tmpdir(), 'strata-groups-'))
const place = { file: join(folder, 'index.sqlite'), folder }

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writes that came together', () => {
  it('are committed together, but for what one of them threw', async () => {
    const indexes = new OpenIndexes()
    indexes.open(place)
    const writes = new WriteGroups(indexes)
    const noted = (value: number, then: () => void = () => undefined) =>
      writes.write(place.file, (store) =>
        write(store, () => {
          writeMeta(store.database, value === 2 ? 'rebuiltMs' : 'pass', value)
          then()
          return value
        }),
      )
    const stops = (): void => {
      throw new Error('no')
    }
    const ends = await Promise.allSettled([noted(1), noted(2, stops), noted(3)])
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const kept = indexes.with(place.file, ({ database }) => [
      readMeta(database, 'pass'),
      readMeta(database, 'rebuiltMs'),
    ])
    expect(kept).toEqual([3, null])
    indexes.close(place)
  })
})

describe('the file of an index', () => {
  it('of an older layout goes when the bucket is opened', async () => {
    const tests = openTestIndexes()
    const bucket = { connectionId: 'c', bucket: 'b' }
    const older = indexFile(tests.folder, bucket, 1)
    mkdirSync(tests.folder, { recursive: true })
    writeFileSync(older, 'old')
    await tests.indexes.open(bucket)
    expect(existsSync(older)).toBe(false)
    await tests.close()
  })
})
