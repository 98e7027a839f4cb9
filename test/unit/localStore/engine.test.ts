import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { requireBucket } from '../../../electron/localStore/engine/buckets.ts'
import {
  inlineLimitBytes,
  openSegments,
  ownSegments,
  segmentsOf,
  slice,
} from '../../../electron/localStore/engine/contents.ts'
import { openEngine } from '../../../electron/localStore/engine/engine.ts'
import { groupCommit } from '../../../electron/localStore/engine/groupCommit.ts'
import { behindPrefix } from '../../../electron/localStore/engine/keyOrder.ts'
import { readSetting, writeSetting } from '../../../electron/localStore/engine/settings.ts'
import { isVersionId, makeVersionId, ordinalOf } from '../../../electron/localStore/engine/versionIds.ts'
import { currentVersion } from '../../../electron/localStore/engine/versions.ts'
import { putVersion, removeVersion } from '../../../electron/localStore/engine/writes.ts'
import { compareKeys } from '../../../shared/key.ts'
import { newBucket, putBytes, startEngine, type TestEngine } from '../../support/engine.ts'

let test: TestEngine
beforeEach(async () => {
  test = await startEngine()
})
afterEach(async () => {
  await test.dispose()
})

function blobFiles(): readonly string[] {
  return readdirSync(join(test.folder, 'blobs'))
}

const big = Buffer.alloc(inlineLimitBytes + 1, 'b')

describe('group commit', () => {
  it('gives all writes that wait together one transaction', async () => {
    let transactions = 0
    const { commit } = groupCommit(test.engine.db, {
      now: () => 0,
      nextId: () => 0,
      beforeCommit: () => void transactions++,
    })
    await Promise.all(
      Array.from(
        { length: 100 },
        async (_, index) => await commit((tx) => writeSetting(tx.db, `s${index}`, 'x')),
      ),
    )
    expect(transactions).toBe(1)
  })

  it('undoes what fails, and only that', async () => {
    const { engine } = test
    const results = await Promise.allSettled([
      engine.commit((tx) => writeSetting(tx.db, 'first', 'x')),
      engine.commit((tx) => {
        writeSetting(tx.db, 'second', 'x')
        throw new Error('no')
      }),
      engine.commit((tx) => writeSetting(tx.db, 'third', 'x')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(['first', 'second', 'third'].map((name) => readSetting(engine.db, name))).toEqual(['x', null, 'x'])
  })

  it('acknowledges nothing when the commit itself fails', async () => {
    const { commit } = groupCommit(test.engine.db, {
      now: () => 0,
      nextId: () => 0,
      beforeCommit() {
        throw new Error('disk full')
      },
    })
    let removed = false
    const write = commit((tx) => {
      writeSetting(tx.db, 'first', 'x')
      tx.afterCommit(() => (removed = true))
    })
    await expect(write).rejects.toThrow('disk full')
    expect([readSetting(test.engine.db, 'first'), removed]).toEqual([null, false])
  })
})

describe('blobs', () => {
  it('of small bodies are in the database, others in files', async () => {
    const bucket = await newBucket(test.engine, 'bucket')
    await putBytes(test.engine, bucket, 'small', big.subarray(1))
    expect(blobFiles()).toHaveLength(0)
    await putBytes(test.engine, bucket, 'big', big)
    expect(blobFiles()).toHaveLength(1)
  })

  it('are shared by copies and go with the last of them', async () => {
    const { engine } = test
    const bucket = await newBucket(engine, 'bucket', 'never')
    await putBytes(engine, bucket, 'a', big)
    const source = currentVersion(engine.db, bucket, 'a')
    if (source === null) throw new Error('nothing to copy')
    await engine.commit((tx) =>
      putVersion(tx, engine.files, bucket, {
        ...source,
        key: 'b',
        own: (inner, owner) => ownSegments(inner, owner, [segmentsOf(inner.db, source.owner)]),
      }),
    )
    await engine.commit((tx) => removeVersion(tx, engine.files, bucket, 'a', 'null'))
    await engine.files.settled()
    expect(blobFiles()).toHaveLength(1)
    await engine.commit((tx) => removeVersion(tx, engine.files, bucket, 'b', 'null'))
    await engine.files.settled()
    expect(blobFiles()).toHaveLength(0)
  })

  it('that are being read outlive their version', async () => {
    const { engine } = test
    const bucket = await newBucket(engine, 'bucket', 'never')
    await putBytes(engine, bucket, 'a', big)
    const owner = currentVersion(engine.db, bucket, 'a')?.owner ?? 0
    const content = openSegments(engine.db, engine.files, segmentsOf(engine.db, owner))
    await engine.commit((tx) => removeVersion(tx, engine.files, bucket, 'a', 'null'))
    expect(await buffer(content.chunks())).toEqual(big)
    content.release()
    await engine.files.settled()
    expect(blobFiles()).toHaveLength(0)
  })

  it('that nobody owns are swept at the next start; what is not the store’s is left alone', async () => {
    const { engine, folder } = test
    const bucket = await newBucket(engine, 'bucket')
    await putBytes(engine, bucket, 'a', big)
    const writer = await engine.createBlob()
    await writer.write([big])
    await writer.finish()
    writeFileSync(join(folder, 'blobs', 'notes.txt'), 'mine')
    expect(blobFiles()).toHaveLength(3)
    await test.reopen()
    const { engine: again } = test
    expect(blobFiles().filter((name) => name.endsWith('.blob'))).toHaveLength(1)
    expect(blobFiles()).toContain('notes.txt')
    const owner = currentVersion(again.db, requireBucket(again.db, 'bucket'), 'a')?.owner ?? 0
    expect(await buffer(openSegments(again.db, again.files, segmentsOf(again.db, owner)).chunks())).toEqual(
      big,
    )
  })

  it('are cut into the slices that are asked for', () => {
    const anySegments = fc.array(
      fc.record({ blob: fc.nat(5), start: fc.nat(50), length: fc.integer({ min: 1, max: 20 }) }),
    )
    const bytesOf = (
      segments: readonly { blob: number; start: number; length: number }[],
    ): readonly string[] =>
      segments.flatMap(({ blob, start, length }) =>
        Array.from({ length }, (_, index) => `${blob}:${start + index}`),
      )
    fc.assert(
      fc.property(anySegments, fc.nat(60), fc.nat(60), (segments, start, length) => {
        expect(bytesOf(slice(segments, start, length))).toEqual(
          bytesOf(segments).slice(start, start + length),
        )
      }),
    )
  })
})

describe('a folder', () => {
  it('is held by one store at a time', async () => {
    const { folder } = test
    expect(() => openEngine({ folder })).toThrow(`the folder ${folder} is in use`)
    await test.reopen()
  })

  it('of a newer Strata is left alone', async () => {
    const { folder } = test
    const newer = join(folder, 'newer')
    const engine = openEngine({ folder: newer })
    engine.db.run('PRAGMA user_version = 99')
    await engine.close()
    expect(() => openEngine({ folder: newer })).toThrow('written by a newer version')
  })

  it('keeps numbers growing from one start to the next', async () => {
    const bucket = await newBucket(test.engine, 'bucket', 'never')
    const ownerOfNew = async (): Promise<number> => {
      await putBytes(test.engine, bucket, 'a', Buffer.from('x'))
      return currentVersion(test.engine.db, bucket, 'a')?.owner ?? 0
    }
    const before = await ownerOfNew()
    await test.engine.commit((tx) => removeVersion(tx, test.engine.files, bucket, 'a', 'null'))
    await test.reopen()
    expect(await ownerOfNew()).toBeGreaterThan(before)
  })
})

describe('time', () => {
  it('is the clock’s, and order is not time’s', async () => {
    const { engine, clock } = test
    const bucket = await newBucket(engine, 'bucket')
    await putBytes(engine, bucket, 'a', Buffer.from('late'))
    clock.nowMs -= 86_400_000
    await putBytes(engine, bucket, 'a', Buffer.from('early'))
    const rows = z.object({ modified_ms: z.number() })
    const times = engine.db.all(rows, 'SELECT modified_ms FROM versions ORDER BY rank')
    expect(times.map((row) => row.modified_ms - clock.nowMs)).toEqual([0, 86_400_000])
    expect(currentVersion(engine.db, bucket, 'a')?.sizeBytes).toBe('early'.length)
  })
})

describe('version ids', () => {
  it('tell their ordinal, and no other text does', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), (ordinal, text) => {
        const id = makeVersionId(ordinal)
        expect(ordinalOf(id)).toBe(ordinal)
        expect(isVersionId(id)).toBe(true)
        expect(id.startsWith('-')).toBe(false)
        expect(ordinalOf(text)).toBe(null)
      }),
    )
  })

  it('are never the same twice', () => {
    expect(new Set(Array.from({ length: 1000 }, () => makeVersionId(1))).size).toBe(1000)
  })
})

describe('the order of keys', () => {
  it('has nothing between the last key of a prefix and what is behind it', () => {
    const unit = fc.constantFrom('a', '/', '\u{D7FF}', '\u{E000}', '\u{FFFF}', '\u{10FFFF}')
    const anyText = fc.string({ unit, maxLength: 4 })
    fc.assert(
      fc.property(anyText, anyText, (prefix, key) => {
        const behind = behindPrefix(prefix)
        const isBelow = behind === null || compareKeys(key, behind) < 0
        const isInside = compareKeys(key, prefix) >= 0 && isBelow
        expect(isInside).toBe(key.startsWith(prefix))
      }),
      { numRuns: 2000 },
    )
  })
})
