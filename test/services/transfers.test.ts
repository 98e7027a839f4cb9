import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Moment } from '../../shared/model/moment.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { onBothServers } from '../support/strata.ts'
import { clientFor } from '../support/testServer.ts'

const mebibyte = 1024 ** 2

onBothServers('transfers', (bench) => {
  let folderNumber = 0
  const freshFolder = (): string => {
    const folder = join(bench().strata.folder, `files-${folderNumber++}`)
    mkdirSync(folder, { recursive: true })
    return folder
  }
  const begin = async (bucket: string, prefix: string, paths: string[]): Promise<string> => {
    const { strata, connectionId } = bench()
    const dropId = strata.services.drops.register(paths)
    const order = { connectionId, bucket, prefix, dropId, options: usualUpload }
    return (await strata.api.transfers.upload(order)).batchId
  }
  /** What a reader meets, by key. */
  const liveIn = async (bucket: string): Promise<Record<string, string>> => {
    const s3 = clientFor(bench().server)
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }))
    const bodies = Contents.map(async ({ Key = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
      return [Key, (await Body?.transformToString()) ?? ''] as const
    })
    return Object.fromEntries(await Promise.all(bodies))
  }
  const upload = async (bucket: string, prefix: string, paths: readonly string[]) => {
    const { strata, connectionId } = bench()
    const dropId = strata.services.drops.register(paths)
    const { batchId } = await strata.api.transfers.upload({
      connectionId,
      bucket,
      prefix,
      dropId,
      options: usualUpload,
    })
    return { batchId, batch: await strata.finished(batchId) }
  }
  const download = async (
    bucket: string,
    chosen: { kind: 'file' | 'folder'; key: string; versionId: string | null; at?: Moment }[],
    folder: string,
  ) => {
    const wanted = chosen.map((each) => ({ at: null, ...each }))
    const { strata, connectionId } = bench()
    const { targetId } = strata.services.folders.target({ path: folder })
    const { batchId } = await strata.api.transfers.download({ connectionId, bucket, wanted, targetId })
    return { batchId, batch: await strata.finished(batchId) }
  }
  const itemsOf = async (batchId: string) =>
    (await bench().strata.api.transfers.items({ batchId, start: 0, end: 1000 })).items
  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

  it('a folder goes up and comes down again byte for byte, with its odd names, empty files and empty folders', async () => {
    const { bucket } = await bucketWith(bench().server)
    const source = join(freshFolder(), 'kit')
    mkdirSync(join(source, 'deep', 'deeper', 'empty'), { recursive: true })
    const files = {
      'plain.txt': Buffer.from('hello'),
      zero: Buffer.alloc(0),
      'a b+c%#?.txt': Buffer.from('odd'),
      'emoji 😀 ü.txt': Buffer.from('😀'),
      'deep/exact.bin': Buffer.alloc(8 * mebibyte, 1),
      'deep/deeper/parts.bin': Buffer.alloc(20 * mebibyte + 3, 'abc'),
    }
    for (const [name, body] of Object.entries(files)) writeFileSync(join(source, name), body)
    utimesSync(join(source, 'plain.txt'), new Date(), new Date(Date.UTC(2026, 0, 1)))
    const up = await upload(bucket, 'to here/', [source])
    expect(up.batch).toMatchObject({ state: 'done', fileCount: 7, doneCount: 7, failedCount: 0 })
    expect((await itemsOf(up.batchId)).map(({ checked }) => checked)).toEqual(Array(7).fill('hash'))

    const target = freshFolder()
    const down = await download(bucket, [{ kind: 'folder', key: 'to here/kit/', versionId: null }], target)
    expect(down.batch).toMatchObject({ state: 'done', canReveal: true })
    for (const [name, body] of Object.entries(files)) {
      const saved = name === 'a b+c%#?.txt' ? 'a b+c%#_.txt' : name
      expect(hashOf(readFileSync(join(target, 'kit', saved))), name).toBe(hashOf(body))
    }
    expect(readdirSync(join(target, 'kit', 'deep', 'deeper', 'empty'))).toEqual([])
    expect((await itemsOf(down.batchId)).find(({ name }) => name.endsWith('#?.txt'))?.savedAs).toBe(
      join('kit', 'a b+c%#_.txt'),
    )
    expect(readdirSync(target, { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual(
      [],
    )
  })

  it('a second upload of the same file is a second version, and the change feed tells it', async () => {
    const { strata, connectionId } = bench()
    const { bucket } = await bucketWith(bench().server)
    const file = join(freshFolder(), 'note.txt')
    const changes: unknown[] = []
    const stop = strata.services.changes.subscribe((published) => changes.push(...published))
    for (const text of ['one', 'two']) {
      writeFileSync(file, text)
      await upload(bucket, '', [file])
    }
    const { entries } = await strata.api.history.page({ connectionId, bucket, key: 'note.txt', after: null })
    expect(entries.map(({ sizeBytes, isMarker }) => [sizeBytes, isMarker])).toEqual([
      [3, false],
      [3, false],
    ])
    await expect.poll(() => changes.length).toBe(2)
    expect(changes[1]).toMatchObject({
      bucket,
      key: 'note.txt',
      latest: { versionId: entries[0]?.versionId, sizeBytes: 3 },
      versions: { kind: 'added', count: 1 },
    })
    stop()
  })

  it('an old version comes down as it was then', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, { 'a.txt': ['first', 'second'] })
    const target = freshFolder()
    const wanted = (versionIds['a.txt'] ?? []).map((versionId) => ({
      kind: 'file' as const,
      key: 'a.txt',
      versionId,
    }))
    expect((await download(bucket, wanted, target)).batch.state).toBe('done')
    expect(['a.txt', 'a (2).txt'].map((name) => readFileSync(join(target, name), 'utf8')).toSorted()).toEqual(
      ['first', 'second'],
    )
  })

  it('no key ever leads out of the chosen folder', async () => {
    const keys = [
      '../../escape',
      '/etc/escape',
      'a/../../escape',
      '..',
      'x/./y',
      'con',
      'a//b',
      'a\\..\\b',
      'line\nbreak',
      'nul.txt',
      `${'long'.repeat(70)}.txt`,
      'dup',
      'dup/x',
    ]
    const { bucket } = await bucketWith(
      bench().server,
      Object.fromEntries(keys.map((key) => [key, [`body of ${key}`]])),
    )
    const outer = freshFolder()
    const target = join(outer, 'chosen')
    const { batch } = await download(bucket, [{ kind: 'folder', key: '', versionId: null }], target)
    expect(batch).toMatchObject({ state: 'done', doneCount: keys.length })
    expect(readdirSync(outer)).toEqual(['chosen'])
    const saved = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const bodies = saved.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    expect(bodies.toSorted()).toEqual(keys.map((key) => `body of ${key}`).toSorted())
  })

  it('what can not be read is named, and the rest goes up', async () => {
    const { bucket } = await bucketWith(bench().server)
    const source = join(freshFolder(), 'mixed')
    mkdirSync(join(source, 'real'), { recursive: true })
    writeFileSync(join(source, 'good.txt'), 'good')
    symlinkSync(join(source, 'real'), join(source, 'loop'))
    symlinkSync(join(source, 'nowhere'), join(source, 'dangling'))
    chmodSync(join(source, 'good.txt'), 0o644)
    const { batch, batchId } = await upload(bucket, '', [source])
    expect(batch).toMatchObject({ state: 'failed', doneCount: 2, failedCount: 2 })
    const failures = (await itemsOf(batchId)).filter(({ state }) => state === 'failed')
    expect(Object.fromEntries(failures.map(({ name, failure }) => [name, failure?.reason]))).toEqual({
      'mixed/dangling': 'file-vanished',
      'mixed/loop': 'not-a-file',
    })
  })

  it('into a bucket that is gone stops with its own sentence, and goes on once it is there', async () => {
    const { strata, server } = bench()
    const bucket = `later-${Date.now()}-${server.name === 'Ceph RGW' ? 'c' : 'l'}`
    const file = join(freshFolder(), 'big.bin')
    writeFileSync(file, Buffer.alloc(12 * mebibyte))
    const batchId = await begin(bucket, '', [file])
    const stopped = await strata.until(batchId, ({ state }) => state === 'paused')
    expect(stopped.failure?.reason).toBe('bucket-gone')
    await clientFor(server).send(new CreateBucketCommand({ Bucket: bucket }))
    await strata.api.transfers.resume({ batchId })
    expect(await strata.finished(batchId)).toMatchObject({ state: 'done', doneCount: 1 })
  })

  it('a cancelled upload leaves nothing on the server', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server)
    const file = join(freshFolder(), 'huge.bin')
    writeFileSync(file, Buffer.alloc(160 * mebibyte, 7))
    // Slow enough to be cancelled on any machine.
    const limits = { upBytesPerSecond: 24 * mebibyte, downBytesPerSecond: null, filesAtOnce: 24 }
    strata.services.transfers.limit(limits)
    const dropId = strata.services.drops.register([file])
    const { batchId } = await strata.api.transfers.upload({
      connectionId,
      bucket,
      prefix: '',
      dropId,
      options: usualUpload,
    })
    for await (const { batches } of await strata.api.transfers.watch()) {
      if ((batches.find((each) => each.batchId === batchId)?.doneBytes ?? 0) > 0) break
    }
    await strata.api.transfers.cancel({ batchId })
    expect((await strata.finished(batchId)).state).toBe('cancelled')
    strata.services.transfers.limit({ ...limits, upBytesPerSecond: null })
    const s3 = clientFor(server)
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? []).toEqual([])
    expect(
      (await strata.api.history.page({ connectionId, bucket, key: 'huge.bin', after: null })).entries,
    ).toEqual([])
  })

  it.each([
    ['replace', { state: 'done', doneCount: 2, skippedCount: 0 }, { 'a.txt': 'mine!', 'b.txt': 'mine!' }],
    ['skip', { state: 'done', doneCount: 1, skippedCount: 1 }, { 'a.txt': 'theirs', 'b.txt': 'mine!' }],
    ['newer', { state: 'done', doneCount: 1, skippedCount: 1 }, { 'a.txt': 'theirs', 'b.txt': 'mine!' }],
    ['compare', { state: 'done', doneCount: 2, skippedCount: 0 }, { 'a.txt': 'mine!', 'b.txt': 'mine!' }],
    [
      'keep-both',
      { state: 'done', doneCount: 2, skippedCount: 0 },
      { 'a.txt': 'theirs', 'a (2).txt': 'mine!', 'b.txt': 'mine!' },
    ],
  ] as const)('where no versions are kept a taken name is asked about: %s', async (choice, ended, wanted) => {
    const { strata, server } = bench()
    const { bucket } = await bucketWith(server, { 'a.txt': ['theirs'] }, { versioning: 'never' })
    const folder = freshFolder()
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), 'mine!')
    utimesSync(join(folder, 'a.txt'), 1_000_000, 1_000_000)
    const batchId = await begin(bucket, '', [join(folder, 'a.txt'), join(folder, 'b.txt')])
    await strata.until(batchId, ({ askingCount, doneCount }) => askingCount === 1 && doneCount === 1)
    expect((await itemsOf(batchId))[0]).toMatchObject({ name: 'a.txt', collision: { sizeBytes: 6 } })
    expect(await liveIn(bucket)).toEqual({ 'a.txt': 'theirs', 'b.txt': 'mine!' })
    await strata.api.transfers.decide({ batchId, itemIds: null, choice })
    expect(await strata.finished(batchId)).toMatchObject(ended)
    expect(await liveIn(bucket)).toEqual(wanted)
  })

  it.each([
    ['replace', { 'a.txt': 'new', 'b.txt': 'other' }],
    ['skip', { 'a.txt': 'mine', 'b.txt': 'other' }],
    ['newer', { 'a.txt': 'new', 'b.txt': 'other' }],
    ['compare', { 'a.txt': 'new', 'b.txt': 'other' }],
    ['keep-both', { 'a.txt': 'mine', 'a (2).txt': 'new', 'b.txt': 'other' }],
  ] as const)('a file that is there is asked about before it is downloaded: %s', async (choice, wanted) => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server, { 'a.txt': ['new'], 'b.txt': ['other'] })
    const target = freshFolder()
    writeFileSync(join(target, 'a.txt'), 'mine')
    utimesSync(join(target, 'a.txt'), 1_000_000, 1_000_000)
    const { targetId } = strata.services.folders.target({ path: target })
    const both = ['a.txt', 'b.txt'].map((key) => ({ kind: 'file' as const, key, versionId: null, at: null }))
    const { batchId } = await strata.api.transfers.download({ connectionId, bucket, wanted: both, targetId })
    const [asking] =
      (await strata.until(batchId, ({ askingCount, doneCount }) => askingCount === 1 && doneCount === 1),
      await itemsOf(batchId))
    await strata.api.transfers.decide({ batchId, itemIds: [asking?.itemId ?? ''], choice })
    await strata.finished(batchId)
    const files = Object.fromEntries(
      readdirSync(target).map((name) => [name, readFileSync(join(target, name), 'utf8')]),
    )
    expect(files).toEqual(wanted)
  })

  it('a folder comes down as it was at a moment: what was overwritten, deleted and born since included', async () => {
    const { server, connectionId } = bench()
    const { bucket } = await bucketWith(server, {
      'f/a': ['one'],
      'f/deep/b': ['two'],
      'f/c': ['x', deleted],
    })
    await clientFor(server).send(new PutObjectCommand({ Bucket: bucket, Key: 'f/last', Body: 'last' }))
    const history = await bench().strata.api.history.page({
      connectionId,
      bucket,
      key: 'f/last',
      after: null,
    })
    const moment = { before: { key: 'f/last', versionId: history.entries[0]?.versionId ?? '' } }
    const s3 = clientFor(server)
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'f/a', Body: 'overwritten' }))
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'f/deep/b' }))
    const target = freshFolder()
    const { batch } = await download(
      bucket,
      [{ kind: 'folder', key: 'f/', versionId: null, at: moment }],
      target,
    )
    expect(batch).toMatchObject({ state: 'done', fileCount: 2, doneCount: 2 })
    expect(readdirSync(join(target, 'f')).toSorted()).toEqual(['a', 'deep'])
    expect(readFileSync(join(target, 'f', 'a'), 'utf8')).toBe('one')
    expect(readFileSync(join(target, 'f', 'deep', 'b'), 'utf8')).toBe('two')
  })

  it('the time of a download is the time of the version', async () => {
    const { server } = bench()
    const { bucket } = await bucketWith(server, { 'a.txt': ['x'] })
    await clientFor(server).send(new PutObjectCommand({ Bucket: bucket, Key: 'b.txt', Body: 'y' }))
    const target = freshFolder()
    await download(bucket, [{ kind: 'file', key: 'a.txt', versionId: null }], target)
    const { entries } = await bench().strata.api.history.page({
      connectionId: bench().connectionId,
      bucket,
      key: 'a.txt',
      after: null,
    })
    expect(Math.abs(statSync(join(target, 'a.txt')).mtimeMs - (entries[0]?.modifiedMs ?? 0))).toBeLessThan(
      1000,
    )
  })
})
