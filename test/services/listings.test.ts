import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListingState } from '../../shared/model/listing.ts'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { onBothServers, openStrata, type Strata } from '../support/strata.ts'
import { clientFor } from '../support/testServer.ts'

const byName = { by: 'name', direction: 'ascending' } as const

/** Opens a folder, waits until a state is reached, hands it to the test, closes. */
async function withListing<T>(
  strata: Strata,
  options: { connectionId: string; bucket: string; prefix: string; deleted: boolean },
  reached: (state: ListingState) => boolean,
  then: (
    state: ListingState,
    next: (reached: (state: ListingState) => boolean) => Promise<ListingState>,
  ) => Promise<T>,
): Promise<T> {
  const stream = await strata.api.listings.open({ ...options, order: byName, at: null })
  const next = async (wanted: (state: ListingState) => boolean): Promise<ListingState> => {
    for (;;) {
      const { value, done } = await stream.next()
      if (done) throw new Error('the listing ended')
      if (wanted(value)) return value
    }
  }
  try {
    return await then(await next(reached), next)
  } finally {
    await stream.return()
  }
}

const complete = ({ live, versions }: ListingState): boolean =>
  live.complete && (versions === null || versions.complete)
const keysIn = async (strata: Strata, { listingId, rowCount }: ListingState): Promise<string[]> =>
  (await strata.api.listings.rows({ listingId, start: 0, end: rowCount, keys: [] })).rows.map(
    ({ key, deleted: gone }) => (gone ? `${key} (deleted)` : key),
  )

onBothServers('a folder', (bench) => {
  it('shows what is live, and with deleted files also what was, each in its place', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server, {
      'a/file10': ['1'],
      'a/file2': ['1', '2', '3'],
      'a/gone': ['1', '2', deleted],
      'a/live/x': ['1'],
      'a/dead/x': ['1', deleted],
      'a/mixed/x': ['1', deleted],
      'a/mixed/y': ['1'],
      b: ['1'],
    })
    const at = { connectionId, bucket, prefix: 'a/' }
    await withListing(strata, { ...at, deleted: false }, complete, async (state, next) => {
      expect(await keysIn(strata, state)).toEqual(['a/live/', 'a/mixed/', 'a/file2', 'a/file10'])
      await strata.api.listings.configure({ listingId: state.listingId, deleted: true })
      const shown = await next((each) => each.versions !== null && complete(each))
      expect(await keysIn(strata, shown)).toEqual([
        'a/dead/ (deleted)',
        'a/live/',
        'a/mixed/',
        'a/file2',
        'a/file10',
        'a/gone (deleted)',
      ])
      const { rows } = await strata.api.listings.rows({
        listingId: shown.listingId,
        start: 3,
        end: 6,
        keys: [],
      })
      expect(rows.map(({ versionCount, sizeBytes }) => [versionCount, sizeBytes])).toEqual([
        [3, 1],
        [1, 1],
        [2, 1],
      ])
      expect(shown.deletedCount).toBe(2)
    })
  })

  it('follows what Strata itself writes, folders that lose their last file included', async () => {
    const { strata, server, connectionId } = bench()
    const { bucket } = await bucketWith(server, { a: ['1'], 'd/x': ['1'], 'd/y': ['1', deleted] })
    await withListing(
      strata,
      { connectionId, bucket, prefix: '', deleted: true },
      complete,
      async (state, next) => {
        expect(await keysIn(strata, state)).toEqual(['d/', 'a'])
        await strata.api.objects.delete({ connectionId, bucket, key: 'd/x', mayDestroy: false })
        expect(await keysIn(strata, await next(({ deletedCount }) => deletedCount === 1))).toEqual([
          'd/ (deleted)',
          'a',
        ])
        await strata.api.objects.undelete({ connectionId, bucket, key: 'd/y' })
        expect(await keysIn(strata, await next(({ deletedCount }) => deletedCount === 0))).toEqual([
          'd/',
          'a',
        ])
        await strata.api.objects.delete({ connectionId, bucket, key: 'a', mayDestroy: false })
        expect(await keysIn(strata, await next(({ deletedCount }) => deletedCount === 1))).toEqual([
          'd/',
          'a (deleted)',
        ])
      },
    )
  })

  it('that can not be read says why, and what was read stays', async () => {
    const { strata, connectionId } = bench()
    await withListing(
      strata,
      { connectionId, bucket: 'no-such-bucket-here', prefix: '', deleted: false },
      ({ live }) => live.failure !== null,
      async ({ live, rowCount }) => {
        expect([live.failure?.reason, live.failure?.wayOn, rowCount]).toEqual([
          'bucket-gone',
          'choose-bucket',
          0,
        ])
      },
    )
  })

  it('of odd names has them exactly', async () => {
    const { strata, server, connectionId } = bench()
    const keys = ['../x', '/a', 'a b+c%', 'a//b', 'cr\rlf\n', 'emoji😀', 'u\u0001', '.', '..']
    const { bucket } = await bucketWith(server, Object.fromEntries(keys.map((key) => [key, ['1']])))
    const rootRows = ['../', '/', 'a/', '.', '..', 'a b+c%', 'cr\rlf\n', 'emoji😀', 'u\u0001']
    await withListing(
      strata,
      { connectionId, bucket, prefix: '', deleted: true },
      complete,
      async (state) => {
        expect((await keysIn(strata, state)).toSorted()).toEqual(rootRows.toSorted())
      },
    )
    for (const [prefix, child] of [
      ['../', '../x'],
      ['/', '/a'],
      ['a/', 'a//'],
      ['a//', 'a//b'],
    ] as const) {
      await withListing(strata, { connectionId, bucket, prefix, deleted: true }, complete, async (state) => {
        expect(await keysIn(strata, state)).toEqual([child])
      })
    }
  })
})

describe('what a folder costs', () => {
  let store: TestStore
  let strata: Strata
  let connectionId = ''
  let s3: S3Client
  const bucket = 'budget'

  beforeAll(async () => {
    store = await startStore()
    strata = await openStrata()
    connectionId = await strata.connect(store)
    s3 = clientFor(store)
    await s3.send(new CreateBucketCommand({ Bucket: bucket }))
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    )
    // What the index reads is not what a folder costs.
    await strata.api.index.pause({ connectionId, bucket })
    const name = (at: number): string => `photos/${String(at).padStart(5, '0')}.jpg`
    const writes = Array.from({ length: 2600 }, (_, at) => async () => {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: name(at), Body: 'x' }))
      // The last hundred are deleted: 2,500 live, 2,700 entries.
      if (at >= 2500) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: name(at) }))
    })
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let write = writes.pop(); write; write = writes.pop()) await write()
      }),
    )
  })
  afterAll(async () => {
    await strata.close()
    await store.stop()
  })

  const open = <T>(deletedToo: boolean, then: (state: ListingState) => Promise<T>): Promise<T> => {
    store.forgetRequests()
    return withListing(
      strata,
      { connectionId, bucket, prefix: 'photos/', deleted: deletedToo },
      complete,
      then,
    )
  }

  it('2,500 live entries are three requests', async () => {
    await open(false, async ({ rowCount }) => {
      expect(rowCount).toBe(2500)
      expect(store.counts()).toEqual({ ListObjectsV2: 3 })
    })
  })

  it('with deleted files shown, three more for 2,700 entries', async () => {
    await open(true, async ({ rowCount, deletedCount }) => {
      expect([rowCount, deletedCount]).toEqual([2600, 100])
      expect(store.counts()).toEqual({ ListObjectsV2: 3, ListObjectVersions: 3 })
    })
  })

  it('showing deleted files afterwards reads only the versions, and hiding and sorting read nothing', async () => {
    await open(false, async ({ listingId }) => {
      store.forgetRequests()
      await strata.api.listings.configure({ listingId, deleted: true })
      await expect.poll(() => store.counts()).toEqual({ ListObjectVersions: 3 })
      for (const deletedToo of [false, true])
        await strata.api.listings.configure({ listingId, deleted: deletedToo })
      await strata.api.listings.configure({ listingId, order: { by: 'size', direction: 'descending' } })
      await strata.api.listings.rows({ listingId, start: 0, end: 2600, keys: [] })
      expect(store.counts()).toEqual({ ListObjectVersions: 3 })
    })
  })

  it('rows, places and names are answered from what was read', async () => {
    await open(false, async ({ listingId }) => {
      store.forgetRequests()
      const { rows } = await strata.api.listings.rows({ listingId, start: 2000, end: 2010, keys: [] })
      expect(rows.map(({ key }) => key)[0]).toBe('photos/02000.jpg')
      expect(
        (await strata.api.listings.locate({ listingId, keys: ['photos/00007.jpg', 'photos/none'] })).indices,
      ).toEqual([7, null])
      expect((await strata.api.listings.find({ listingId, text: '0123', from: 0 })).index).toBe(1230)
      expect(store.counts()).toEqual({})
    })
  })

  it('selecting a file is two requests, whatever kind of file it is', async () => {
    for (const key of ['photos/00001.jpg', 'notes.txt', 'film.mp4', 'empty', 'unknown.xyz']) {
      if (!key.startsWith('photos'))
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: key === 'empty' ? '' : 'text' }))
      store.forgetRequests()
      await strata.api.history.page({ connectionId, bucket, key, after: null })
      await strata.api.objects.inspect({ connectionId, bucket, key, versionId: null })
      expect(store.requests().length, key).toBe(2)
    }
  })
})
