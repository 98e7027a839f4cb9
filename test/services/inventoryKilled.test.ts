import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { Indexes } from '../../electron/index/indexes.ts'
import type { BucketIndex } from '../../electron/index/bucketIndex.ts'
import { historiesOf, type KeyHistory } from '../../shared/history.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { filesOf, publishInventory, shuffled } from '../support/inventory.ts'
import type { InventoryJob } from '../support/inventoryHost.ts'
import { runKilled } from '../support/killedProcess.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { everything } from '../support/planCases.ts'
import { seeded, type Random } from '../support/random.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'

const isLong = process.env['STRATA_LONG'] === 'yes'
const kills = isLong ? 30 : 3
const keyCount = isLong ? 15_000 : 3000
const endedSchema = z.object({ connectionId: z.string(), phase: z.string() })

const folder = mkdtempSync(join(tmpdir(), 'strata-inventory-killed-'))
let store: TestStore
beforeAll(async () => {
  store = await startStore()
})
afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true })
})

/** Twice as many rows as keys, like one that the server lists. */
async function manyHistories(bucket: string): Promise<readonly KeyHistory[]> {
  const server = s3ServerFor(store)
  const [like] = await everything(server, bucket)
  server.close()
  if (like === undefined) throw new Error('nothing is there')
  const entries = Array.from({ length: keyCount }, (_, number) => {
    const key = `${number % 7}/${String(number).padStart(6, '0')}`
    // An inventory knows people by their ids only.
    const owner = like.owner && { ...like.owner, displayName: null }
    const newest = { ...like, owner, key, versionId: `new-${number}`, sizeBytes: number }
    const before = { versionId: `old-${number}`, modifiedMs: like.modifiedMs - 1000 * number - 1000 }
    return [newest, { ...newest, ...before, isLatest: false }]
  })
  return historiesOf(entries.flat())
}

async function indexed(
  connectionId: string,
  bucket: string,
  look: (index: BucketIndex) => Promise<void>,
): Promise<void> {
  const indexes = new Indexes(join(folder, 'data', 'index'))
  try {
    await look(await indexes.open({ connectionId, bucket }))
  } finally {
    await indexes.close()
  }
}

const historyIn = async (index: BucketIndex, key: string) =>
  (await index.ask('keyHistory', { key, after: null, limit: 10 })).entries

const some = (histories: readonly KeyHistory[], random: Random) =>
  Array.from({ length: 100 }, () => random.pick(histories))

it('that is killed again and again (kill -9) says it is unfinished, tells nothing wrong, and is filled anew', async () => {
  const random = seeded(11)
  const { bucket } = await bucketWith(store, { a: ['x'] })
  const histories = await manyHistories(bucket)
  const rows = shuffled(histories.flatMap(({ entries }) => entries), random) // prettier-ignore
  const files = filesOf('CSV', bucket, rows, 3)
  const reports = `${bucket}-reports`
  await publishInventory(store, reports, {
    format: 'CSV',
    sourceBucket: bucket,
    files,
    createdMs: Date.now(),
  })
  mkdirSync(join(folder, 'data'))
  const { endpoint, accessKeyId, secretAccessKey } = store
  const job: InventoryJob = { folder, endpoint, accessKeyId, secretAccessKey, bucket, reports }
  const script = fileURLToPath(new URL('../support/inventoryHost.ts', import.meta.url))
  let connectionId = ''
  let endedMs = 0
  let filledMs = 0
  const fill = async (killAfterMs: number | null): Promise<string> => {
    let phase = 'killed'
    const line = (text: string): void => {
      const ended = endedSchema.parse(JSON.parse(text))
      phase = ended.phase
      endedMs = Date.now()
      connectionId = ended.connectionId
    }
    const { complaint, begunMs } = await runKilled({ script, job, killAfterMs, line })
    expect(complaint).toBe('')
    filledMs = endedMs - begunMs
    return phase
  }

  expect(await fill(null)).toBe('done')
  const usualMs = filledMs
  let killed = 0
  for (let attempt = 0; attempt < kills; attempt++) {
    rmSync(join(folder, 'data', 'index'), { recursive: true })
    if ((await fill(random.below(usualMs))) !== 'killed') continue
    killed += 1
    await indexed(connectionId, bucket, async (index) => {
      const { complete, inventoryUnfinished, rebuiltMs } = await index.state()
      expect(rebuiltMs).toBeNull()
      expect(complete && inventoryUnfinished).toBe(false)
      // What is there is true; the rest isn't there yet.
      for (const { key, entries } of some(histories, random))
        expect([[], entries]).toContainEqual(await historyIn(index, key))
    })
  }
  expect(killed).toBeGreaterThan(0)
  expect(await fill(null)).toBe('done')
  await indexed(connectionId, bucket, async (index) => {
    const state = await index.state()
    expect(state).toMatchObject({ complete: true, inventoryUnfinished: false, rebuiltMs: null })
    expect(state.sums).toMatchObject({ currentCount: keyCount })
    for (const { key, entries } of some(histories, random))
      expect(await historyIn(index, key)).toEqual(entries)
  })
}, 300_000)
