import { readdirSync, statSync, watch } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { demoHistory } from '../../../electron/localStore/demo/history.ts'
import { seedDemo } from '../../../electron/localStore/demo/seedDemo.ts'
import {
  createBucket,
  deleteBucket,
  findBucket,
  requireBucket,
} from '../../../electron/localStore/engine/buckets.ts'
import type { Engine } from '../../../electron/localStore/engine/engine.ts'
import { listCurrent, listVersions } from '../../../electron/localStore/engine/listing.ts'
import { currentVersion, type ListedVersion } from '../../../electron/localStore/engine/versions.ts'
import { removeVersion } from '../../../electron/localStore/engine/writes.ts'
import { startEngine, type TestEngine } from '../../support/engine.ts'
import { startStore } from '../../support/localStore.ts'
import { rawRequest } from '../../support/rawRequest.ts'
import { spawnStore, startStoreProcess } from '../../support/storeProcess.ts'

const nowMs = new Date(2026, 4, 20, 9, 30).getTime()
const dayMs = 86_400_000
const everything = { prefix: '', delimiter: '', limit: 10_000 }

let test: TestEngine
beforeEach(async () => {
  test = await startEngine()
})
afterEach(async () => {
  await test.dispose()
})

function versions(engine: Engine): readonly ListedVersion[] {
  const bucket = requireBucket(engine.db, 'demo')
  return listVersions(engine.db, bucket, everything, { keyMarker: null, versionIdMarker: null }).entries
}

function live(engine: Engine): readonly string[] {
  const bucket = requireBucket(engine.db, 'demo')
  return listCurrent(engine.db, bucket, everything, { kind: 'beginning' }).entries.map(({ key }) => key)
}

describe('the demo bucket', () => {
  it('holds a few dozen files with a history of three months, all of it in the past', async () => {
    await seedDemo(test.engine, { nowMs })
    const all = versions(test.engine)
    expect(live(test.engine).length).toBeGreaterThan(36)
    expect(all.length).toBeGreaterThan(200)
    const times = all.map(({ modifiedMs }) => modifiedMs)
    expect(Math.max(...times)).toBeLessThan(nowMs)
    expect(Math.min(...times)).toBeGreaterThan(nowMs - 93 * dayMs)
    expect(requireBucket(test.engine.db, 'demo').createdMs).toBeLessThanOrEqual(Math.min(...times))
  })

  it('keeps the order of time within each key, and no version repeats the one beneath it', async () => {
    await seedDemo(test.engine, { nowMs })
    const all = versions(test.engine)
    for (const [index, version] of all.entries()) {
      const beneath = all[index + 1]
      if (beneath?.key !== version.key) continue
      expect(version.modifiedMs, version.key).toBeGreaterThan(beneath.modifiedMs)
      if (!version.marker && !beneath.marker) expect(version.etag, version.key).not.toBe(beneath.etag)
    }
  })

  it('has a burst of forty deletions within a minute, a deleted folder and restored files', async () => {
    await seedDemo(test.engine, { nowMs })
    const all = versions(test.engine)
    const burst = all
      .filter(({ key, marker }) => marker && key.startsWith('brand/icons/'))
      .map(({ modifiedMs }) => modifiedMs)
    expect(burst).toHaveLength(40)
    expect(Math.max(...burst) - Math.min(...burst)).toBeLessThan(60_000)
    expect(live(test.engine).filter((key) => key.startsWith('archive/'))).toEqual([])
    expect(all.filter(({ key, marker }) => !marker && key.startsWith('archive/'))).toHaveLength(6)
    const guidelines = all.filter(({ key }) => key === 'brand/guidelines.pdf').map(({ etag }) => etag)
    expect(guidelines).toHaveLength(4)
    expect(guidelines[0]).toBe(guidelines[2])
    const agreement = all.filter(({ key }) => key.endsWith('agreement.md')).map(({ marker }) => marker)
    expect(agreement).toEqual([false, true, false, false, false])
  })

  it('is the same for the same today, but for its version ids', async () => {
    const other = await startEngine()
    await Promise.all([seedDemo(test.engine, { nowMs }), seedDemo(other.engine, { nowMs })])
    const shown = (engine: Engine): unknown =>
      versions(engine).map(({ key, marker, current, modifiedMs, etag }) => ({
        key,
        marker,
        current,
        modifiedMs,
        etag,
      }))
    expect(shown(test.engine)).toEqual(shown(other.engine))
    await other.dispose()
  })

  it('fills in dates as they were', async () => {
    await seedDemo(test.engine, { nowMs })
    const bucket = requireBucket(test.engine.db, 'demo')
    const bytes = z.object({ bytes: z.instanceof(Uint8Array) })
    const texts = test.engine.db
      .all(bytes, 'SELECT bytes FROM blobs WHERE bytes IS NOT NULL')
      .map((row) => Buffer.from(row.bytes).toString())
    expect(texts.filter((text) => text.includes('{{'))).toEqual([])
    expect(texts.some((text) => text.includes('Kick-off meeting, 2026-02-18'))).toBe(true)
    expect(currentVersion(test.engine.db, bucket, 'README.md')?.headers.contentType).toBe(
      'text/markdown; charset=utf-8',
    )
  })

  it('is made once, and never comes back by itself', async () => {
    await seedDemo(test.engine, { nowMs })
    const before = versions(test.engine)
    await test.reopen()
    await seedDemo(test.engine, { nowMs: nowMs + dayMs })
    expect(versions(test.engine)).toEqual(before)
    const { engine } = test
    await engine.commit((tx) => {
      const bucket = requireBucket(tx.db, 'demo')
      for (const { key, versionId } of before) removeVersion(tx, engine.files, bucket, key, versionId)
      deleteBucket(tx, bucket)
    })
    await seedDemo(engine, { nowMs })
    expect(findBucket(engine.db, 'demo')).toBe(null)
    await engine.files.settled()
    expect(await readdir(join(test.folder, 'blobs'))).toEqual([])
  })

  it('takes nothing away from a bucket of that name that is there already', async () => {
    const { engine } = test
    await engine.commit((tx) => createBucket(tx, 'demo', ''))
    await seedDemo(engine, { nowMs })
    expect(versions(engine)).toEqual([])
  })

  it('uses every asset, and all of them together stay small', () => {
    const folder = fileURLToPath(new URL('../../../electron/localStore/demo/assets/', import.meta.url))
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    )
    const used = demoHistory.flatMap((event) =>
      event.kind === 'put' && event.content.kind === 'asset' ? [event.content.file] : [],
    )
    expect(files.map((name) => name.replaceAll('\\', '/')).sort()).toEqual(used.sort())
    const sizeBytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    expect(sizeBytes).toBeLessThan(1.5 * 1024 * 1024)
  })

  it('is there when the embedded store starts with it', async () => {
    const store = await startStore({ seedDemo: true })
    const { body } = await rawRequest(store, { path: '/demo/README.md' })
    expect(body.toString()).toContain('# Northlight Studio')
    await store.stop()
  })
})

/** Kills a store while it makes the demo: when its blob files number this many. */
async function killWhileSeeding(folder: string, blobs: number): Promise<void> {
  const files = join(folder, 'blobs')
  await mkdir(files)
  const watcher = watch(files)
  const { ready, kill } = spawnStore(folder, '--demo')
  await new Promise<void>((resolve) => {
    watcher.on('change', () => {
      if (readdirSync(files).length >= blobs) resolve()
    })
  })
  watcher.close()
  await kill()
  await expect(ready).rejects.toThrow()
}

describe('a store that is killed while it makes the demo', () => {
  it.each([1, 6, 12, 16])('with %i of its files makes all of it at its next start', async (blobs) => {
    const folder = await mkdtemp(join(tmpdir(), 'strata-seeding-'))
    await killWhileSeeding(folder, blobs)
    const store = await startStoreProcess(folder, '--demo')
    const { body } = await rawRequest(store, { path: '/demo', query: { versions: '' } })
    const entries = body.toString().match(/<(?:Version|DeleteMarker)>/g)
    expect(entries).toHaveLength(demoHistory.length)
    await store.end()
    await rm(folder, { recursive: true })
  })
})
