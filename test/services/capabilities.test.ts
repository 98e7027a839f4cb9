import {
  DeleteBucketEncryptionCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { copyVersion } from '../../electron/plans/actions/copyVersion.ts'
import { EndpointCapabilities, memoryCapabilities } from '../../electron/s3/capabilities.ts'
import { deleteObjects } from '../../electron/s3/deleteObjects.ts'
import { listVersionsPage } from '../../electron/s3/listVersions.ts'
import { entryOrderAt } from '../../electron/s3/entryOrder.ts'
import { putObject, type Over } from '../../electron/s3/putObject.ts'
import type { S3Server } from '../../electron/s3/server.ts'
import { readTags, writeTags } from '../../electron/s3/tags.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import { failureBehind } from '../../shared/failure.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { startMeddlingProxy, type Asked, type Meddling } from '../support/meddlingProxy.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const ceph = inject('ceph')
const never = { versioning: 'never' } as const
const options = () => ({ signal: AbortSignal.timeout(20_000) })

describe.each(['the local store', 'Ceph RGW'])('what is learned of an endpoint: %s', (name) => {
  const isCeph = name === 'Ceph RGW'
  let server: TestServer & { stop?: () => Promise<void> }
  beforeAll(async () => {
    server = isCeph && 'server' in ceph ? ceph.server : await startStore()
  })
  afterAll(() => server.stop?.())
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })
  const check = it.skipIf(isCeph && !('server' in ceph))

  function open(address: TestServer): S3Server {
    const opened = s3ServerFor(address)
    closing.push(() => opened.close())
    return opened
  }
  async function behind(meddle: (request: Asked) => Meddling | Promise<Meddling>) {
    const proxy = await startMeddlingProxy(server, meddle)
    const s3 = open(proxy)
    closing.push(() => proxy.stop())
    const writes = () => proxy.asked.filter(({ method }) => method === 'PUT' || method === 'POST')
    return { s3, writes }
  }
  const put = (s3: S3Server, bucket: string, key: string, text: string, over: Over) => {
    const contentMd5 = createHash('md5').update(text).digest('base64')
    const object = { bucket, key, body: () => Buffer.from(text), contentMd5, carries: {} }
    return putObject(s3, object, { ...options(), over })
  }
  const read = async (bucket: string, key: string) => {
    const { Body } = await clientFor(server).send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    return Body?.transformToString()
  }
  const theirs = (bucket: string, key: string) =>
    clientFor(server).send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'theirs' }))

  describe('conditions on a PUT where no versions are kept', () => {
    check('what appeared meanwhile is not overwritten, and that proves it', async () => {
      const { bucket } = await bucketWith(server, { a: ['theirs'] }, never)
      const s3 = open(server)
      const failure = failureBehind(await put(s3, bucket, 'a', 'ours', 'nothing').catch((error) => error))
      expect(failure.reason).toBe('changed-meanwhile')
      expect(await read(bucket, 'a')).toBe('theirs')
      expect(s3.capabilities.known.putConditions).toBe('proved')
    })

    check.each(['never', 'suspended'] as const)(
      'a write over something is tried under a wrong condition, once (versioning: %s)',
      async (versioning) => {
        const { bucket } = await bucketWith(server, { a: ['old'] }, { versioning })
        const { s3, writes } = await behind(() => 'pass')
        await put(s3, bucket, 'a', 'new', 'something')
        expect(s3.capabilities.known.putConditions).toBe('proved')
        expect(await read(bucket, 'a')).toBe('new')
        const before = writes().length
        await put(s3, bucket, 'a', 'newer', 'something')
        expect(writes().length - before).toBe(1)
        expect(writes().at(-1)?.headers['if-none-match']).toBeUndefined()
      },
    )

    check('a server that is deaf to it has written what was wanted, and is not asked again', async () => {
      const { bucket } = await bucketWith(server, { a: ['old'] }, never)
      const { s3, writes } = await behind(() => ({ deafTo: ['if-none-match'] }))
      await put(s3, bucket, 'a', 'new', 'something')
      expect([s3.capabilities.known.putConditions, writes().length]).toEqual(['ignored', 1])
      expect(await read(bucket, 'a')).toBe('new')
      await put(s3, bucket, 'b', 'ours', 'nothing')
      expect(writes().at(-1)?.headers['if-none-match']).toBeUndefined()
    })

    check.each([
      ['refuses where there is nothing', 412, 'PreconditionFailed'],
      ['does not know it', 501, 'NotImplemented'],
    ])('a server that %s is written to without it', async (_, status, code) => {
      const { bucket } = await bucketWith(server, {}, never)
      const { s3 } = await behind(({ headers }) =>
        headers['if-none-match'] === undefined ? 'pass' : { status, code },
      )
      await put(s3, bucket, 'a', 'ours', 'nothing')
      expect(await read(bucket, 'a')).toBe('ours')
      expect(s3.capabilities.known.putConditions).toBe('ignored')
    })

    check('what is refused for another reason teaches nothing', async () => {
      const { bucket } = await bucketWith(server, {}, never)
      const s3 = open(server)
      const error = await put(s3, bucket, 'k'.repeat(1025), 'ours', 'nothing').catch((thrown) => thrown)
      expect(failureBehind(error).code).toBe('invalid-request')
      expect(s3.capabilities.known.putConditions).toBe('unknown')
    })

    check('a write whose answer was lost is known for ours when it is refused the second time', async () => {
      const { bucket } = await bucketWith(server, {}, never)
      let puts = 0
      const { s3 } = await behind(({ method }) => (method === 'PUT' && ++puts === 1 ? 'lost' : 'pass'))
      await put(s3, bucket, 'a', 'ours', 'nothing')
      expect(puts).toBe(2)
      expect(await read(bucket, 'a')).toBe('ours')
    })
  })

  check('conditions on a copy are proved by a wrong one, or found to be ignored', async () => {
    const { bucket } = await bucketWith(server, { a: ['one'] }, never)
    const s3 = open(server)
    const copy = (key: string) =>
      copyVersion(
        s3,
        { bucket, key: 'a', versionId: null },
        { bucket, key },
        { ...options(), onlyIf: { kind: 'absent' } },
      )
    await copy('b')
    expect(s3.capabilities.known.copyConditions).toBe(isCeph ? 'ignored' : 'proved')
    await theirs(bucket, 'c')
    const again = await copy('c').catch((error: unknown) => failureBehind(error).reason)
    if (!isCeph) expect(again).toBe('changed-meanwhile')
    expect(await read(bucket, 'c')).toBe(isCeph ? 'one' : 'theirs')
  })

  check('a copy that keeps its tags proves that copies do', async () => {
    const { bucket } = await bucketWith(server, { a: ['one'] })
    const s3 = open(server)
    const from = { bucket, key: 'a', versionId: null }
    await copyVersion(s3, from, { bucket, key: 'b' }, options())
    expect(s3.capabilities.known.copyKeepsTags).toBe('unknown')
    await writeTags(s3, from, [{ key: 'k', value: 'ü & v' }], options())
    await copyVersion(s3, from, { bucket, key: 'c' }, options())
    expect(s3.capabilities.known.copyKeepsTags).toBe('proved')
    expect(await readTags(s3, { ...from, key: 'c' }, options())).toEqual([{ key: 'k', value: 'ü & v' }])
  })

  describe('lists of deletes', () => {
    check.each([
      ['takes Content-MD5', 'md5', () => false],
      ['takes CRC32 alone', 'crc32', ({ headers }: Asked) => headers['content-md5'] !== undefined],
      ['takes no lists', 'single', () => true],
    ] as const)('a server that %s is asked that way from then on', async (_, way, refuses) => {
      const { bucket } = await bucketWith(server, { a: ['1'], b: ['1'], c: ['1'], d: ['1'] }, never)
      const isList = ({ method, target }: Asked) => method === 'POST' && target.includes('delete')
      const { s3, writes } = await behind((request) =>
        isList(request) && refuses(request) ? { status: 501, code: 'NotImplemented' } : 'pass',
      )
      const remove = async (...keys: string[]) =>
        deleteObjects(
          s3,
          bucket,
          keys.map((key) => ({ key, versionId: null })),
          options(),
        )
      await remove('a', 'b')
      expect(s3.capabilities.known.bulkDelete).toBe(way)
      const before = writes().filter(isList).length
      expect((await remove('c', 'd')).map(({ kind }) => kind)).toEqual(['deleted', 'deleted'])
      expect(writes().filter(isList).length - before).toBe(way === 'single' ? 0 : 1)
      expect((await listVersionsPage(s3, pageOf(bucket), options())).entries).toEqual([])
    })
  })

  check('the order of versions is learned from the first page that tells', async () => {
    const { bucket } = await bucketWith(server, { a: ['one', 'two', 'three'] })
    const [s3, backwards] = [open(server), open(server)]
    const { entries } = await listVersionsPage(s3, pageOf(bucket), options())
    entryOrderAt(s3, entries.slice(0, 1))
    expect(s3.capabilities.known.entryOrder).toBe('unknown')
    entryOrderAt(s3, entries)
    expect(s3.capabilities.known.entryOrder).toBe('newest-first')
    entryOrderAt(backwards, entries.toReversed())
    expect(entryOrderAt(backwards, [])).toBe('oldest-first')
  })

  check('a bucket in another region is found once, and remembered', async () => {
    const { bucket } = await bucketWith(server, { a: ['one'] })
    const { s3 } = await behind(({ headers }) =>
      headers['authorization']?.includes('/us-east-1/') === true
        ? { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-far-9' } }
        : 'pass',
    )
    expect((await listVersionsPage(s3, pageOf(bucket), options())).entries).toHaveLength(1)
    expect(s3.capabilities.known.regions).toEqual({ [bucket]: 'eu-far-9' })
  })

  check.each([
    ['forbidden', 403, 'AccessDenied'],
    ['unsupported', 501, 'NotImplemented'],
  ])('versioning that may not or can not be asked for is %s', async (state, status, code) => {
    const { bucket } = await bucketWith(server)
    const { s3 } = await behind(() => ({ status, code }))
    expect(await readVersioning(s3, bucket, options())).toEqual({ state, mfaDelete: false })
  })

  check(
    'a server that answers with a listing when it is asked for versioning keeps no versions',
    async () => {
      const { bucket } = await bucketWith(server, { a: ['one'] })
      const { s3 } = await behind(() => ({ deafTo: ['versioning'] }))
      expect((await readVersioning(s3, bucket, options())).state).toBe('unsupported')
    },
  )

  check.each(['never', 'enabled', 'suspended'] as const)(
    'versioning that is %s is told',
    async (versioning) => {
      const { bucket } = await bucketWith(server, {}, { versioning })
      expect((await readVersioning(open(server), bucket, options())).state).toBe(versioning)
    },
  )

  check(
    'a request that might delete the bucket of a server that does not know it is never sent',
    async () => {
      const { bucket } = await bucketWith(server)
      const { s3, writes } = await behind(() => 'pass')
      const error = await s3
        .send(new DeleteBucketEncryptionCommand({ Bucket: bucket }), options())
        .catch((thrown: unknown) => thrown)
      expect(failureBehind(error).reason).toBe('not-sent')
      expect(writes()).toEqual([])
      await clientFor(server).send(new HeadBucketCommand({ Bucket: bucket }))
    },
  )

  check('a server that answers with the object when it is asked for tags keeps none', async () => {
    const { bucket } = await bucketWith(server, { a: ['not tags'] })
    const { s3 } = await behind(() => ({ deafTo: ['tagging'] }))
    const tags = readTags(s3, { bucket, key: 'a', versionId: null }, options())
    expect(failureBehind(await tags.catch((thrown: unknown) => thrown)).reason).toBe('no-tags')
  })
})

const pageOf = (bucket: string) => ({ bucket, prefix: '', folded: false, after: null, pageSize: 100 })

describe('what was learned', () => {
  afterEach(() => void vi.useRealTimers())

  it('is kept by endpoint, with its date, and is asked again after thirty days', () => {
    const file = memoryCapabilities()
    const here = new EndpointCapabilities('https://here', file)
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
    here.learn({ bulkDelete: 'crc32' })
    here.learnRegion('b', 'eu')
    expect(new EndpointCapabilities('https://here', file).known).toMatchObject({
      bulkDelete: 'crc32',
      regions: { b: 'eu' },
      learnedMs: 1_000_000,
    })
    expect(new EndpointCapabilities('https://there', file).known.bulkDelete).toBe('unknown')
    vi.setSystemTime(1_000_000 + 31 * 24 * 3600 * 1000)
    expect(here.known.bulkDelete).toBe('unknown')
    here.learn({ putConditions: 'proved' })
    expect(here.known).toMatchObject({ bulkDelete: 'unknown', putConditions: 'proved' })
  })

  it('is forgotten when asked', () => {
    const here = new EndpointCapabilities('https://here', memoryCapabilities())
    here.learn({ bulkDelete: 'crc32' })
    here.forget()
    expect(here.known).toMatchObject({ bulkDelete: 'unknown', learnedMs: 0 })
  })
})
