import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { countBytes } from '../support/byteCounter.ts'
import { startFaultProxy } from '../support/faultProxy.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { seeded } from '../support/random.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { testFolder } from '../support/testFolder.ts'
import { hashesBelow, mebibyte, putInParts, randomBytes, sha256 } from '../support/transferFiles.ts'
import { openTransfers } from '../support/transferRig.ts'

const random = seeded(5)
const ceph = inject('ceph')
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

describe.skipIf('why' in ceph).each([
  ['from the local store to Ceph', 'here'],
  ['from Ceph to the local store', 'there'],
])('a copy %s', (_, source) => {
  it('is the same byte for byte, with its headers, metadata and tags', { timeout: 120_000 }, async () => {
    if (!('server' in ceph)) return
    const servers: Record<string, TestServer> = { here: store, there: ceph.server }
    const [from = store, to = store] = source === 'here' ? [store, ceph.server] : [ceph.server, store]
    const [{ bucket: origin }, { bucket: target }] = [await bucketWith(from), await bucketWith(to)]
    const bodies: Record<string, Buffer> = {}
    for (const size of [0, 1, 70_000, 8 * mebibyte, 8 * mebibyte + 1, 20 * mebibyte])
      bodies[`kit/ü ${size}+%`] = randomBytes(random, size)
    const carried = {
      ContentType: 'text/x-odd; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: 'attachment; filename="x"',
      ContentLanguage: 'de',
      Metadata: { owner: 'ada', note: 'a b' },
    }
    for (const [Key, Body] of Object.entries(bodies))
      await clientFor(from).send(
        new PutObjectCommand({ Bucket: origin, Key, Body, ...carried, Tagging: 'team=red&x=y%20z' }),
      )
    const rig = openTransfers(servers)
    const other = source === 'here' ? 'there' : 'here'
    const batchId = await rig.copy(
      { connectionId: source, bucket: origin, prefix: 'kit/' },
      { connectionId: other, bucket: target, prefix: 'copied/' },
    )
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done', doneCount: 6 })
    const s3 = clientFor(to)
    for (const [key, bytes] of Object.entries(bodies)) {
      const at = { Bucket: target, Key: `copied/${key}` }
      const { Body, ...facts } = await s3.send(new GetObjectCommand(at))
      expect(sha256((await Body?.transformToByteArray()) ?? Buffer.alloc(1)), key).toBe(sha256(bytes))
      expect(facts, key).toMatchObject(carried)
      const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand(at))
      expect(Object.fromEntries(TagSet.map(({ Key = '', Value }) => [Key, Value])), key).toEqual({
        team: 'red',
        x: 'y z',
      })
    }
    await rig.close()
  })
})
