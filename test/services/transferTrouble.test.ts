import { GetObjectCommand, ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { findFreePort } from '../support/freePorts.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { everything } from '../support/planCases.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { seeded } from '../support/random.ts'
import { startStoreProcess } from '../support/storeProcess.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { testFolder } from '../support/testFolder.ts'
import { hashesBelow, mebibyte, randomBytes, sha256 } from '../support/transferFiles.ts'
import { openTransfers, type TransferRig } from '../support/transferRig.ts'

const isRoot = process.getuid?.() === 0
const random = seeded(11)
const unlimited = { upBytesPerSecond: null, downBytesPerSecond: null, filesAtOnce: 24 }

describe('transfers in trouble', () => {
  let store: TestStore
  let folder = ''
  let bucket = ''
  let rig: TransferRig
  beforeAll(async () => {
    store = await startStore()
  })
  afterAll(() => store.stop())
  beforeEach(async () => {
    folder = testFolder('trouble')
    bucket = (await bucketWith(store)).bucket
    rig = openTransfers({ c: store })
  })
  afterEach(() => rig.close())
  const place = (): { connectionId: string; bucket: string; prefix: string } => ({
    connectionId: 'c',
    bucket,
    prefix: '',
  })
  const limit = (bytesPerSecond: number): void =>
    rig.transfers.limit({
      ...unlimited,
      upBytesPerSecond: bytesPerSecond,
      downBytesPerSecond: bytesPerSecond,
    })
  const moving = async (batchId: string, bytes: number): Promise<void> =>
    void (await rig.until(batchId, ({ doneBytes }) => doneBytes > bytes))

  describe.skipIf(!isRoot)('on a small disk (only root may mount one)', () => {
    let disk = ''
    beforeEach(() => {
      disk = join(folder, 'disk')
      mkdirSync(disk)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk])
    })
    afterEach(() => {
      execFileSync('umount', ['-l', disk])
    })

    it.each([12, 40])(
      'a full one stops a download of %i MiB, which goes on once there is room',
      async (size) => {
        const big = randomBytes(random, size * mebibyte)
        for (const [Key, Body] of Object.entries({ big, 'small.txt': Buffer.from('small') }))
          await clientFor(store).send(new PutObjectCommand({ Bucket: bucket, Key, Body }))
        const batchId = await rig.download(place(), disk)
        const stopped = await rig.until(batchId, ({ state }) => state === 'paused')
        expect(stopped.failure).toMatchObject({
          reason: 'disk-full',
          message: '“big” could not be saved: the disk is full.',
        })
        expect(existsSync(join(disk, 'big'))).toBe(false)
        execFileSync('mount', ['-o', 'remount,size=64m', disk])
        await rig.transfers.resume(batchId)
        expect(await rig.finished(batchId)).toMatchObject({ state: 'done', doneCount: 2, failure: null })
        expect(hashesBelow(disk)).toEqual({ big: sha256(big), 'small.txt': sha256(Buffer.from('small')) })
      },
    )

    it('one that takes no more writes stops a download, too', async () => {
      await clientFor(store).send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: 'a' }))
      execFileSync('mount', ['-o', 'remount,ro', disk])
      const batchId = await rig.download(place(), disk)
      const { failure } = await rig.until(batchId, ({ state }) => state === 'paused')
      expect(failure).toMatchObject({
        reason: 'folder-unwritable',
        message: '“a” could not be saved: the disk is read-only.',
      })
    })
  })

  it.each([
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['shrinks', (path: string) => truncateSync(path, 20 * mebibyte)],
    ['is written anew', (path: string) => writeFileSync(path, randomBytes(random, 20 * mebibyte))],
  ])('a file that %s on its way starts over, and says so', async (_, change) => {
    const path = join(folder, 'changing')
    writeFileSync(path, randomBytes(random, 48 * mebibyte))
    limit(12 * mebibyte)
    const batchId = await rig.upload(place(), [path])
    await moving(batchId, 3 * mebibyte)
    change(path)
    rig.transfers.limit(unlimited)
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
    expect((await rig.items(batchId))[0]).toMatchObject({ startedOver: true, checked: 'hash' })
    await expectOnly({ changing: readFileSync(path) })
  })

  it('a file that never stops changing fails with that reason, and nothing of it stays', async () => {
    const path = join(folder, 'log')
    writeFileSync(path, randomBytes(random, 9 * mebibyte))
    const writing = setInterval(() => appendFileSync(path, 'more'), 5)
    const batchId = await rig.upload(place(), [path])
    const { state } = await rig.finished(batchId)
    clearInterval(writing)
    expect(state).toBe('failed')
    expect((await rig.items(batchId))[0]?.failure).toMatchObject({ reason: 'file-changed' })
    await expectOnly({})
  })

  it('files that vanish are named, and the others arrive', async () => {
    const kit = join(folder, 'kit')
    mkdirSync(kit)
    for (const name of ['a', 'b', 'c']) writeFileSync(join(kit, name), randomBytes(random, 20 * mebibyte))
    limit(12 * mebibyte)
    rig.transfers.limit({ ...unlimited, upBytesPerSecond: 12 * mebibyte, filesAtOnce: 1 })
    const batchId = await rig.upload(place(), [kit])
    await moving(batchId, 2 * mebibyte)
    const [first = '', second = '', third = ''] = readdirSync(kit)
    const kept = readFileSync(join(kit, third))
    rmSync(join(kit, first))
    rmSync(join(kit, second))
    rig.transfers.limit(unlimited)
    expect(await rig.finished(batchId)).toMatchObject({ state: 'failed', doneCount: 1, failedCount: 2 })
    const failures = (await rig.items(batchId)).filter(({ state }) => state === 'failed')
    expect(failures.map(({ failure }) => failure?.reason)).toEqual(['file-vanished', 'file-vanished'])
    await rig.transfers.clear(null)
    await expectOnly({ [`kit/${third}`]: kept })
  })

  it.skipIf(isRoot)(
    'a file that may not be read any more says so (nothing is forbidden to root)',
    async () => {
      const path = join(folder, 'secret')
      writeFileSync(path, randomBytes(random, 20 * mebibyte))
      limit(12 * mebibyte)
      const batchId = await rig.upload(place(), [path])
      await moving(batchId, 2 * mebibyte)
      chmodSync(path, 0)
      await rig.finished(batchId)
      expect((await rig.items(batchId))[0]?.failure?.reason).toBe('file-unreadable')
    },
  )

  it.each([-3, 3])('a clock that is wrong by %i hours, or jumps there, stops nothing', async (hours) => {
    const path = join(folder, 'file')
    writeFileSync(path, randomBytes(random, 20 * mebibyte))
    limit(16 * mebibyte)
    const batchId = await rig.upload(place(), [path])
    await moving(batchId, 2 * mebibyte)
    const now = Date.now() + hours * 3_600_000
    vi.useFakeTimers({ toFake: ['Date'], now, shouldAdvanceTime: true })
    try {
      expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
      const to = join(folder, 'to')
      expect(await rig.finished(await rig.download(place(), to))).toMatchObject({ state: 'done' })
      expect(hashesBelow(to)).toEqual({ file: sha256(readFileSync(path)) })
    } finally {
      vi.useRealTimers()
    }
  })

  it.skipIf(process.env['STRATA_LONG'] !== 'yes')(
    'a file of 5 GiB and a byte goes up and comes down (only in the long run)',
    { timeout: 3_600_000 },
    async () => {
      const path = join(folder, 'sparse')
      writeFileSync(path, 'begins')
      truncateSync(path, 5 * 1024 ** 3 + 1)
      const up = await rig.upload(place(), [path])
      expect(await rig.finished(up)).toMatchObject({ state: 'done' })
      const down = await rig.download(place(), join(folder, 'to'))
      expect(await rig.finished(down)).toMatchObject({ state: 'done' })
      expect((await rig.items(down))[0]).toMatchObject({ checked: 'hash', sizeBytes: 5 * 1024 ** 3 + 1 })
      execFileSync('cmp', [path, join(folder, 'to', 'sparse')])
    },
  )

  /** These and no other versions, and nothing half there. */
  async function expectOnly(wanted: Readonly<Record<string, Buffer>>): Promise<void> {
    const s3 = clientFor(store)
    const calm = s3ServerFor(store)
    const entries = await everything(calm, bucket)
    calm.close()
    expect(entries.map(({ key }) => key).toSorted()).toEqual(Object.keys(wanted).toSorted())
    for (const [Key, bytes] of Object.entries(wanted)) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
      expect(sha256((await Body?.transformToByteArray()) ?? Buffer.alloc(0)), Key).toBe(sha256(bytes))
    }
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
    expect(Uploads).toEqual([])
  }
})

it.each(['up', 'down'] as const)(
  'a server that is killed and started again in the middle of a big file: %s',
  { timeout: 120_000 },
  async (direction) => {
    const folder = testFolder('restart')
    const port = String(await findFreePort([0]))
    const start = (): Promise<TestServer & { kill: () => Promise<void> }> =>
      startStoreProcess(join(folder, 'store'), '--port', port)
    const first = await start()
    const { bucket } = await bucketWith(first)
    const place = { connectionId: 'c', bucket, prefix: '' }
    const path = join(folder, 'big')
    writeFileSync(path, randomBytes(random, 40 * mebibyte))
    const rig = openTransfers({ c: first })
    if (direction === 'down') await rig.finished(await rig.upload(place, [path]))
    const bytesPerSecond = 16 * mebibyte
    rig.transfers.limit({
      filesAtOnce: 24,
      upBytesPerSecond: bytesPerSecond,
      downBytesPerSecond: bytesPerSecond,
    })
    const to = join(folder, 'to')
    const batchId = await (direction === 'up' ? rig.upload(place, [path]) : rig.download(place, to))
    await rig.until(batchId, ({ doneBytes }) => doneBytes > 10 * mebibyte)
    await first.kill()
    const second = await start()
    rig.transfers.limit(unlimited)
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
    if (direction === 'up') await rig.finished(await rig.download(place, to))
    expect(hashesBelow(to)).toEqual({ big: sha256(readFileSync(path)) })
    await rig.close()
    await second.kill()
  },
)
