import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { listParts } from '../../electron/s3/listParts.ts'
import { everyUpload, listUploadsPage } from '../../electron/s3/listUploads.ts'
import { FailureError } from '../../shared/failure.ts'
import type { IncompleteUpload, UploadMarker } from '../../shared/model/upload.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { oddKeys } from '../support/oddKeys.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { failureOf, onBothServers } from '../support/strata.ts'
import { clientFor } from '../support/testServer.ts'

/** Those that servers and listings get wrong in different ways, and some of one beginning. */
const keys = [
  ...oddKeys.filter((_, at) => at % 9 === 0),
  'a b+c%',
  'a',
  'a-b',
  'a/b/c',
  'a.2~z',
  '_under',
  'u\u0001x',
  'a\r\nb',
  '😀/x',
  '😁/x',
  '../x',
  'dir/',
]

async function begin(client: S3Client, bucket: string, key: string, ...parts: string[]): Promise<string> {
  const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }))
  for (const [at, Body] of parts.entries()) {
    await client.send(new UploadPartCommand({ Bucket: bucket, Key: key, UploadId, PartNumber: at + 2, Body }))
  }
  return UploadId
}

async function inTurns<T>(items: Iterable<T>, run: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items].values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of queue) await run(item)
    }),
  )
}

const refOf = ({ key, uploadId }: { key: string; uploadId: string }) => ({ key, uploadId })
const named = (uploads: Iterable<{ key: string; uploadId: string }>) =>
  [...uploads].map(({ key, uploadId }) => `${key} ${uploadId}`).toSorted()

onBothServers('uploads that were never completed', (bench) => {
  const signal = AbortSignal.timeout(600_000)
  const ref = (bucket: string) => ({ connectionId: bench().connectionId, bucket })
  const list = (bucket: string, after: UploadMarker | null = null) =>
    bench().strata.api.buckets.uploads({ ...ref(bucket), after })

  it('are listed with what has arrived of them and when they were begun', async () => {
    const { server, strata } = bench()
    const { bucket } = await bucketWith(server, { 'film.mov': ['whole'] })
    expect(await list(bucket)).toEqual({ uploads: [], next: null, partsFailure: null })
    const client = clientFor(server)
    const first = await begin(client, bucket, 'film.mov', 'x'.repeat(300), 'y'.repeat(41))
    const second = await begin(client, bucket, 'reports/2026/q3.csv')
    const { uploads, next, partsFailure } = await list(bucket)
    expect([next, partsFailure]).toEqual([null, null])
    expect(
      uploads.map(({ key, uploadId, parts, storageClass }) => [key, uploadId, parts, storageClass]),
    ).toEqual([
      ['film.mov', first, { count: 2, sizeBytes: 341 }, 'STANDARD'],
      ['reports/2026/q3.csv', second, { count: 0, sizeBytes: 0 }, 'STANDARD'],
    ])
    for (const { startedMs, initiator } of uploads) {
      expect(Math.abs(Date.now() - startedMs)).toBeLessThan(60_000)
      expect(initiator?.id).not.toBe('')
    }
    const s3 = await strata.services.connections.server(bench().connectionId)
    const parts = await listParts(s3, { bucket, key: 'film.mov', uploadId: first }, { signal }, 1)
    expect(parts).toMatchObject([
      { partNumber: 2, sizeBytes: 300, etag: expect.stringMatching(/^[0-9a-f]{32}$/) },
      { partNumber: 3, sizeBytes: 41 },
    ])
  })

  it('are aborted for good; aborting again finds them gone, and a file of that name is not touched', async () => {
    const { server, strata } = bench()
    const { bucket } = await bucketWith(server, { a: ['whole'] })
    const client = clientFor(server)
    const one = { key: 'a', uploadId: await begin(client, bucket, 'a', 'part') }
    const other = { key: 'a', uploadId: await begin(client, bucket, 'a') }
    const abort = () => strata.api.buckets.abortUploads({ ...ref(bucket), uploads: [one] })
    expect(await abort()).toEqual({ outcomes: [{ kind: 'aborted', ...one }], checkFailure: null })
    expect((await list(bucket)).uploads.map(refOf)).toEqual([other])
    expect(await abort()).toEqual({ outcomes: [{ kind: 'gone', ...one }], checkFailure: null })
    const { entries } = await strata.api.history.page({ ...ref(bucket), key: 'a', after: null })
    expect(entries).toHaveLength(1)
  })

  it(`with ${keys.length} odd keys are listed page by page and aborted, each exactly itself`, async () => {
    const { server, strata } = bench()
    const { bucket } = await bucketWith(server)
    const client = clientFor(server)
    const begun: { key: string; uploadId: string }[] = []
    await inTurns(keys, async (key) => {
      begun.push({ key, uploadId: await begin(client, bucket, key, key) })
    })
    const s3 = await strata.services.connections.server(bench().connectionId)
    for (const pageSize of [1, 7]) {
      const listed: { key: string; uploadId: string }[] = []
      let after: UploadMarker | null = null
      do {
        const page = await listUploadsPage(s3, { bucket, prefix: '', after, pageSize }, { signal })
        listed.push(...page.uploads)
        after = page.next
      } while (after !== null)
      expect(named(listed)).toEqual(named(begun))
    }
    const { uploads } = await list(bucket)
    expect(named(uploads)).toEqual(named(begun))
    for (const { key, parts } of uploads)
      expect(parts, key).toEqual({ count: 1, sizeBytes: Buffer.byteLength(key) })
    const some = uploads.filter(({ key }) => key.startsWith('a') || /^\p{Emoji_Presentation}/u.test(key))
    for (const uploads of [some, begun]) {
      const { outcomes, checkFailure } = await strata.api.buckets.abortUploads({
        ...ref(bucket),
        uploads: uploads.map(refOf),
      })
      expect(checkFailure).toBeNull()
      expect(named(outcomes)).toEqual(named(uploads))
      expect(outcomes.filter(({ kind }) => kind === 'failed')).toEqual([])
    }
    expect((await list(bucket)).uploads).toEqual([])
  })

  it('that can not be listed say why', async () => {
    const failure = await failureOf(list('no-such-bucket-anywhere'))
    expect([failure.code, failure.reason]).toEqual(['not-found', 'bucket-gone'])
    const { outcomes } = await bench().strata.api.buckets.abortUploads({
      ...ref('no-such-bucket-anywhere'),
      uploads: [{ key: 'a', uploadId: 'x' }],
    })
    expect(outcomes).toMatchObject([{ kind: 'failed', failure: { reason: 'bucket-gone' } }])
  })

  it(
    'are counted with few requests: one for the listing, one for each of the first hundred',
    { timeout: 120_000 },
    async () => {
      const { server, strata } = bench()
      const { bucket } = await bucketWith(server)
      const client = clientFor(server)
      const local = server.name === 'local store'
      const count = local ? 1203 : 130
      await inTurns(
        Array.from({ length: count }, (_, at) => at),
        (at) => begin(client, bucket, `many/${at}`, ...(at % 2 === 0 ? ['part'] : [])),
      )
      const s3 = await strata.services.connections.server(bench().connectionId)
      const send = s3.send.bind(s3)
      const sent: string[] = []
      s3.send = async (command, options) => {
        sent.push(command.constructor.name)
        return send(command, options)
      }
      const uploads: IncompleteUpload[] = []
      try {
        const first = await list(bucket)
        uploads.push(...first.uploads)
        expect(sent.filter((name) => name === 'ListMultipartUploadsCommand')).toHaveLength(1)
        expect(sent.filter((name) => name === 'ListPartsCommand')).toHaveLength(100)
        expect(first.uploads.filter(({ parts }) => parts !== null)).toHaveLength(100)
        expect(first.next === null).toBe(!local)
        if (first.next !== null) uploads.push(...(await list(bucket, first.next)).uploads)
      } finally {
        s3.send = send
      }
      expect(new Set(named(uploads)).size).toBe(count)
      for (let from = 0; from < count; from += 1000) {
        const { outcomes } = await strata.api.buckets.abortUploads({
          ...ref(bucket),
          uploads: uploads.slice(from, from + 1000).map(refOf),
        })
        expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['aborted']))
      }
      expect((await list(bucket)).uploads).toEqual([])
    },
  )

  it('that come back to life are aborted once more, and told when even that does not help', async () => {
    const { server, strata } = bench()
    const { bucket } = await bucketWith(server)
    const client = clientFor(server)
    const begun: { key: string; uploadId: string }[] = []
    for (const key of ['lazy', 'stubborn'])
      begun.push({ key, uploadId: await begin(client, bucket, key, 'part') })
    const s3 = await strata.services.connections.server(bench().connectionId)
    const send = s3.send.bind(s3)
    const decoys: string[] = []
    for (let at = 0; at < 3; at += 1) decoys.push(await begin(client, bucket, 'decoy'))
    const aborts: string[] = []
    // Another upload is aborted in their place: always for one, the first time for the other.
    s3.send = async (command, options) => {
      if (command instanceof AbortMultipartUploadCommand) {
        const { Key = '' } = command.input
        if (Key === 'stubborn' || !aborts.includes(Key))
          Object.assign(command.input, { Key: 'decoy', UploadId: decoys.pop() })
        aborts.push(Key)
      }
      return send(command, options)
    }
    try {
      const { outcomes } = await strata.api.buckets.abortUploads({ ...ref(bucket), uploads: begun })
      expect(outcomes).toMatchObject([
        { kind: 'aborted', key: 'lazy' },
        { kind: 'failed', key: 'stubborn', failure: { reason: 'upload-alive' } },
      ])
      expect(aborts.toSorted()).toEqual(['lazy', 'lazy', 'stubborn', 'stubborn'])
    } finally {
      s3.send = send
    }
  })

  it('on a server that repeats its page are refused instead of read for ever', async () => {
    const { server } = bench()
    const { bucket } = await bucketWith(server)
    const client = clientFor(server)
    for (const key of ['a', 'b', 'c']) await begin(client, bucket, key)
    const s3 = s3ServerFor(server)
    const send = s3.send.bind(s3)
    s3.send = async (command, options) => {
      if (command instanceof ListMultipartUploadsCommand)
        Object.assign(command.input, { MaxUploads: 1, KeyMarker: undefined, UploadIdMarker: undefined })
      return send(command, options)
    }
    const read = async (): Promise<void> => {
      let count = 0
      for await (const _ of everyUpload(s3, { bucket, prefix: '' }, { signal })) count += 1
      expect(count).toBeLessThan(10)
    }
    const failure = await read().catch((error: unknown) =>
      error instanceof FailureError ? error.failure.reason : error,
    )
    expect(failure).toBe('listing-stuck')
    s3.close()
  })
})
