import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { CollisionChoice } from '../../shared/model/transfer.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { startMeddlingProxy, type Asked, type Meddling } from '../support/meddlingProxy.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { mebibyte } from '../support/transferFiles.ts'
import { openTransfers } from '../support/transferRig.ts'

const ceph = inject('ceph')

describe.each(['the local store', 'Ceph RGW'])('two write at once where no versions are kept: %s', (name) => {
  const isCeph = name === 'Ceph RGW'
  const check = it.skipIf(isCeph && !('server' in ceph))
  let server: TestServer & { stop?: () => Promise<void> }
  let folder = ''
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    server = isCeph && 'server' in ceph ? ceph.server : await startStore()
  })
  afterAll(() => server.stop?.())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'strata-races-'))
  })
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
    rmSync(folder, { recursive: true })
  })

  /** A queue behind a server where `meddle` happens. */
  async function queue(meddle: (request: Asked) => Meddling | Promise<Meddling>) {
    const proxy = await startMeddlingProxy(server, meddle)
    const rig = openTransfers({ c: proxy })
    closing.push(async () => {
      await rig.close()
      await proxy.stop()
    })
    return { rig, asked: proxy.asked }
  }
  const theyWrite = (bucket: string, key: string) =>
    clientFor(server).send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'theirs' }))
  /** Before the first request that is meant they write a key. */
  function onceBefore(isMeant: (request: Asked) => boolean, write: () => Promise<unknown>) {
    let isOver = false
    return async (request: Asked): Promise<Meddling> => {
      if (isOver || !isMeant(request)) return 'pass'
      isOver = true
      await write()
      return 'pass'
    }
  }
  async function contents(bucket: string): Promise<Record<string, string>> {
    const s3 = clientFor(server)
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }))
    const texts = Contents.map(async ({ Key = '', Size = 0 }) => {
      if (Size > mebibyte) return [Key, 'big'] as const
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
      return [Key, (await Body?.transformToString()) ?? ''] as const
    })
    return Object.fromEntries(await Promise.all(texts))
  }
  const unversioned = async (files: Record<string, string[]> = {}) =>
    (await bucketWith(server, files, { versioning: 'never' })).bucket
  const file = (sizeBytes = 4): string => {
    const path = join(folder, 'a.txt')
    writeFileSync(path, sizeBytes === 4 ? 'ours' : Buffer.alloc(sizeBytes, 'x'))
    return path
  }
  const isPutOf =
    (key: string) =>
    ({ method, target }: Asked): boolean =>
      method === 'PUT' && decodeURIComponent(target).includes(key)

  check('what appears at the last moment is kept, and somebody is asked', async () => {
    const bucket = await unversioned()
    const { rig } = await queue(onceBefore(isPutOf('a.txt'), () => theyWrite(bucket, 'a.txt')))
    const batchId = await rig.upload({ connectionId: 'c', bucket, prefix: '' }, [file()])
    expect(await rig.finished(batchId)).toMatchObject({ state: 'failed' })
    expect((await rig.items(batchId))[0]?.failure?.reason).toBe('would-destroy')
    expect(await contents(bucket)).toEqual({ 'a.txt': 'theirs' })
  })

  check.each<[CollisionChoice, Record<string, string>]>([
    ['keep-both', { 'a.txt': 'old', 'a (2).txt': 'theirs', 'a (3).txt': 'ours' }],
    ['replace', { 'a.txt': 'ours', 'a (2).txt': 'theirs' }],
    ['skip', { 'a.txt': 'old', 'a (2).txt': 'theirs' }],
  ])('a choice holds for what appears after it, too: %s', async (choice, wanted) => {
    const bucket = await unversioned({ 'a.txt': ['old'] })
    const isSecond = isPutOf('a (2).txt')
    const { rig } = await queue(onceBefore(isSecond, () => theyWrite(bucket, 'a (2).txt')))
    if (choice !== 'keep-both') await theyWrite(bucket, 'a (2).txt')
    const batchId = await rig.upload({ connectionId: 'c', bucket, prefix: '' }, [file()])
    await rig.until(batchId, ({ askingCount }) => askingCount === 1)
    await rig.transfers.decide(batchId, null, choice)
    await rig.finished(batchId)
    expect((await rig.items(batchId))[0]?.state).toBe(choice === 'skip' ? 'skipped' : 'done')
    expect(await contents(bucket)).toEqual(wanted)
  })

  check('what appears while a big file is on its way is kept, too', async () => {
    const bucket = await unversioned()
    const isPart = ({ target }: Asked): boolean => target.includes('partNumber=2')
    const { rig, asked } = await queue(onceBefore(isPart, () => theyWrite(bucket, 'a.txt')))
    const batchId = await rig.upload({ connectionId: 'c', bucket, prefix: '' }, [file(12 * mebibyte)])
    await rig.finished(batchId)
    expect((await rig.items(batchId))[0]?.failure?.reason).toBe('would-destroy')
    expect(await contents(bucket)).toEqual({ 'a.txt': 'theirs' })
    const parts = (): number => asked.filter(({ target }) => target.includes('partNumber=')).length
    const before = parts()
    await rig.transfers.retry(batchId, true)
    expect((await rig.finished(batchId)).state).toBe('done')
    expect(await contents(bucket)).toEqual({ 'a.txt': 'big' })
    expect(parts()).toBe(before)
  })

  it.skipIf(isCeph)('and so is what appears at the moment when it is put together', async () => {
    const bucket = await unversioned()
    const isEnd = ({ method, target }: Asked): boolean => method === 'POST' && target.includes('uploadId=')
    const { rig } = await queue(onceBefore(isEnd, () => theyWrite(bucket, 'a.txt')))
    const batchId = await rig.upload({ connectionId: 'c', bucket, prefix: '' }, [file(12 * mebibyte)])
    await rig.finished(batchId)
    expect((await rig.items(batchId))[0]?.failure?.reason).toBe('would-destroy')
    expect(await contents(bucket)).toEqual({ 'a.txt': 'theirs' })
  })

  it.skipIf(isCeph)('a copy does not overwrite what appears at the last moment either', async () => {
    const from = await unversioned({ 'a.txt': ['ours'] })
    const bucket = await unversioned()
    const isCopy = ({ headers }: Asked): boolean => headers['x-amz-copy-source'] !== undefined
    const { rig } = await queue(onceBefore(isCopy, () => theyWrite(bucket, 'a.txt')))
    const place = { connectionId: 'c', prefix: '' }
    const batchId = await rig.copy({ ...place, bucket: from }, { ...place, bucket })
    await rig.finished(batchId)
    expect((await rig.items(batchId))[0]?.failure?.reason).toBe('would-destroy')
    expect(await contents(bucket)).toEqual({ 'a.txt': 'theirs' })
  })

  it.skipIf(isCeph)('what somebody else wrote with the same bytes keeps its own tags', async () => {
    const from = await unversioned({ 'a.txt': ['same'] })
    const bucket = await unversioned()
    const s3 = clientFor(server)
    const tagged = (Bucket: string, Tagging: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key: 'a.txt', Body: 'same', Tagging }))
    await tagged(from, 'whose=ours')
    const isCopy = ({ headers }: Asked): boolean => headers['x-amz-copy-source'] !== undefined
    const { rig } = await queue(onceBefore(isCopy, () => tagged(bucket, 'whose=theirs')))
    const place = { connectionId: 'c', prefix: '' }
    const batchId = await rig.copy({ ...place, bucket: from }, { ...place, bucket })
    expect(await rig.finished(batchId)).toMatchObject({ state: 'done' })
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: 'a.txt' }))
    expect(TagSet).toEqual([{ Key: 'whose', Value: 'theirs' }])
  })

  check.each([4, 12 * mebibyte])(
    'what arrived though no answer did is nobody else’s, and nobody is asked (%i bytes)',
    async (sizeBytes) => {
      const bucket = await unversioned()
      let lost = 0
      const isLast = ({ method, target }: Asked): boolean =>
        sizeBytes === 4 ? method === 'PUT' : method === 'POST' && target.includes('uploadId=')
      const { rig } = await queue((request) => (isLast(request) && ++lost <= 4 ? 'lost' : 'pass'))
      const batchId = await rig.upload({ connectionId: 'c', bucket, prefix: '' }, [file(sizeBytes)])
      expect(await rig.finished(batchId)).toMatchObject({ state: 'done', doneCount: 1 })
      expect(await contents(bucket)).toEqual({ 'a.txt': sizeBytes === 4 ? 'ours' : 'big' })
    },
  )
})
