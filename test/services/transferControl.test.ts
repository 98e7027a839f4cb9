import { ListMultipartUploadsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { countBytes } from '../support/byteCounter.ts'
import { startFaultProxy } from '../support/faultProxy.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { seeded } from '../support/random.ts'
import { clientFor } from '../support/testServer.ts'
import { testFolder } from '../support/testFolder.ts'
import { hashesBelow, mebibyte, putInParts, randomBytes, sha256 } from '../support/transferFiles.ts'
import { openTransfers } from '../support/transferRig.ts'

const random = seeded(5)
const unlimited = { upBytesPerSecond: null, downBytesPerSecond: null, filesAtOnce: 24 }
const slowly = (bytesPerSecond: number) => ({
  filesAtOnce: 24,
  upBytesPerSecond: bytesPerSecond,
  downBytesPerSecond: bytesPerSecond,
})

let store: TestStore
let folder = ''
let bucket = ''
beforeAll(async () => {
  store = await startStore()
})
afterAll(() => store.stop())
beforeEach(async () => {
  folder = testFolder('control')
  bucket = (await bucketWith(store)).bucket
})

const place = (prefix = '') => ({ connectionId: 'c', bucket, prefix })

/** A file here, and the same as an object there. */
async function big(mebibytes: number): Promise<string> {
  const path = join(folder, 'big')
  writeFileSync(path, randomBytes(random, mebibytes * mebibyte))
  await putInParts(store, { bucket, key: 'there' }, readFileSync(path), 8 * mebibyte)
  return path
}

/** Requests without faults, written down. */
const watched = () => startFaultProxy(store, { random, most: 0, oneIn: 1 })

it.each(['up', 'down'] as const)(
  'paused and resumed in the middle of a big file, no finished part moves again: %s',
  async (direction) => {
    const path = await big(72)
    const proxy = await watched()
    const isPart = (line: string): boolean =>
      direction === 'up' ? /PUT .*partNumber=\d+.* 200$/.test(line) : line.endsWith(' 206')
    const parts = (): string[] => proxy.answered.filter(isPart)
    const rig = openTransfers({ c: proxy })
    rig.transfers.limit(slowly(12 * mebibyte))
    const to = join(folder, 'to')
    const batchId = await (direction === 'up' ? rig.upload(place(), [path]) : rig.download(place(), to))
    // The first four end together; the next ones need seconds.
    await expect.poll(() => parts().length, { timeout: 20_000 }).toBeGreaterThan(3)
    await new Promise((resolve) => setTimeout(resolve, 500))
    await rig.transfers.pause(batchId)
    const before = parts().length
    expect((await rig.until(batchId, () => true)).state).toBe('paused')
    rig.transfers.limit(unlimited)
    await rig.transfers.resume(batchId)
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
    if (direction === 'up') {
      expect(before).toBeLessThan(9)
      const numbers = parts().map((line) => Number(/partNumber=(\d+)/.exec(line)?.[1]))
      expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    } else expect(hashesBelow(to)).toEqual({ there: sha256(readFileSync(path)) })
    await rig.close()
    await proxy.stop()
  },
)

it.each(['up', 'down'] as const)(
  'cancelled in the middle it leaves nothing behind: %s',
  async (direction) => {
    const path = await big(40)
    const rig = openTransfers({ c: store })
    rig.transfers.limit(slowly(16 * mebibyte))
    const to = join(folder, 'to')
    const batchId = await (direction === 'up' ? rig.upload(place(), [path]) : rig.download(place(), to))
    await rig.until(batchId, ({ doneBytes }) => doneBytes > 10 * mebibyte)
    if (direction === 'down') expect(readdirSync(to)).toHaveLength(1)
    await rig.transfers.cancel(batchId)
    expect(await rig.finished(batchId)).toMatchObject({ state: 'cancelled' })
    expect(existsSync(to) ? readdirSync(to) : []).toEqual([])
    const s3 = clientFor(store)
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? []).toEqual([])
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }))
    expect(Versions.map(({ Key }) => Key)).toEqual(['there'])
    await rig.close()
  },
)

// Timed, so only where nothing else keeps the machine busy.
it.runIf(process.env['STRATA_LONG'] === 'yes').each(['up', 'down'] as const)(
  'a limit of bytes a second holds on the wire: %s',
  async (direction) => {
    const path = await big(20)
    const counter = await countBytes(store)
    const rig = openTransfers({ c: counter })
    const limit = 7 * mebibyte
    rig.transfers.limit(slowly(limit))
    const to = join(folder, 'to')
    const batchId = await (direction === 'up' ? rig.upload(place(), [path]) : rig.download(place(), to))
    const moved = (bytes: number): Promise<unknown> =>
      expect.poll(() => counter.bytes[direction], { interval: 10, timeout: 20_000 }).toBeGreaterThan(bytes)
    await moved(mebibyte)
    const startMs = performance.now()
    // What comes down fills the buffers of this computer first: it is the end that tells.
    await (direction === 'up' ? moved(20 * mebibyte) : rig.finished(batchId))
    const share = (19 * mebibyte * 1000) / (performance.now() - startMs) / limit
    expect(share).toBeGreaterThan(0.75)
    expect(share).toBeLessThan(1.25)
    await rig.finished(batchId)
    await rig.close()
    counter.stop()
  },
)

it('what is prioritised ends before what was there first', async () => {
  const rig = openTransfers({ c: store })
  rig.transfers.limit({ ...slowly(4 * mebibyte), filesAtOnce: 2 })
  const batches = ['first', 'second'].map(async (name) => {
    mkdirSync(join(folder, name))
    for (let at = 0; at < 20; at++) writeFileSync(join(folder, name, `${at}`), randomBytes(random, 200_000))
    return rig.upload(place(), [join(folder, name)])
  })
  const [first = '', second = ''] = await Promise.all(batches)
  await rig.transfers.prioritise(second)
  await rig.finished(second)
  const { doneCount } = await rig.until(first, () => true)
  expect(doneCount).toBeLessThan(15)
  expect(await rig.finished(first)).toMatchObject({ state: 'done', doneCount: 20 })
  await rig.close()
})
