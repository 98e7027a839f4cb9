/** Deleting many at once. */
import { DeleteObjectsCommand, type DeleteObjectsCommandInput } from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import { deleted } from '../support/bucketWith.ts'
import { conformance, type Place } from './conformance.ts'
import { describeEntries, listVersionsRaw } from './readListing.ts'

async function history(
  place: Place,
  bucket: string,
  versionIds: Readonly<Record<string, readonly string[]>>,
): Promise<readonly string[]> {
  return describeEntries((await listVersionsRaw(place, bucket)).entries, versionIds)
}

async function remove(
  { s3 }: Place,
  Bucket: string,
  Delete: DeleteObjectsCommandInput['Delete'],
): Promise<unknown> {
  const { Deleted: gone, Errors: errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }))
  return {
    gone: (gone ?? [])
      .map((entry) => ({
        key: entry.Key,
        marker: entry.DeleteMarker ?? false,
        made: entry.DeleteMarkerVersionId !== undefined && entry.VersionId === undefined,
      }))
      .sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)),
    errors: (errors ?? []).map(({ Key: key, Code: code }) => ({ key, code })),
  }
}

function documentOf(keys: readonly string[]): string {
  return `<Delete>${keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')}</Delete>`
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('base64')
}

/** The request itself, well signed; its document and what vouches for it are the test's. */
const send = (
  { raw }: Place,
  bucket: string,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-md5': md5(body) },
) => raw({ method: 'POST', path: `/${bucket}`, query: { delete: '' }, headers, body })

const statusOf = ({ status, code }: Awaited<ReturnType<typeof send>>) => [status, code]

conformance('deleting many', {
  'each key gets a marker of its own': {
    s3: {
      answer: {
        gone: [
          { key: 'a', marker: true, made: true },
          { key: 'b', marker: true, made: true },
        ],
        errors: [],
      },
      listed: ['a marker ? latest', 'a 1', 'b marker ? latest', 'b 1'],
    },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1'], b: ['1'] })
      const answer = await remove(place, bucket, { Objects: [{ Key: 'a' }, { Key: 'b' }] })
      return { answer, listed: await history(place, bucket, versionIds) }
    },
  },
  'versions and markers that are named are destroyed': {
    s3: {
      answer: {
        gone: [
          { key: 'a', marker: false, made: false },
          { key: 'b', marker: true, made: false },
        ],
        errors: [],
      },
      listed: ['a 2 latest', 'b 1 latest'],
    },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1', '2'], b: ['1', deleted] })
      const Objects = [
        { Key: 'a', VersionId: versionIds['a']?.[0] },
        { Key: 'b', VersionId: versionIds['b']?.[1] },
      ]
      const answer = await remove(place, bucket, { Objects })
      return { answer, listed: await history(place, bucket, versionIds) }
    },
  },
  'the versions of one key go in one request': {
    s3: [],
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1', '2', deleted] })
      await remove(place, bucket, { Objects: versionIds['a']?.map((VersionId) => ({ Key: 'a', VersionId })) })
      return await history(place, bucket, versionIds)
    },
  },
  'a key that is not there is deleted all the same': {
    s3: { gone: [{ key: 'nothing', marker: false, made: false }], errors: [] },
    async observe(place) {
      const { bucket } = await place.bucketWith({}, { versioning: 'never' })
      return await remove(place, bucket, { Objects: [{ Key: 'nothing' }] })
    },
  },
  'quiet says nothing of what succeeded': {
    s3: { gone: [], errors: [] },
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['1'] })
      return await remove(place, bucket, { Objects: [{ Key: 'a' }], Quiet: true })
    },
  },
  'a thousand keys go at once': {
    s3: [1000, 0],
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({}, { versioning: 'never' })
      const Objects = Array.from({ length: 1000 }, (_, index) => ({ Key: `key ${index} & more` }))
      const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
      return [answer.Deleted?.length, answer.Errors?.length ?? 0]
    },
  },
  'a thousand and one keys are too many': {
    s3: [400, 'MalformedXML'],
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const body = documentOf(Array.from({ length: 1001 }, (_, index) => `k${index}`))
      return statusOf(await send(place, bucket, body))
    },
  },
  'without Content-MD5 or a checksum nothing is deleted': {
    s3: [400, 'InvalidRequest', ['a 1 latest']],
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1'] })
      const body = documentOf(['a'])
      const answer = await send(place, bucket, body, {})
      return [...statusOf(answer), await history(place, bucket, versionIds)]
    },
  },
  'with a wrong Content-MD5 nothing is deleted': {
    s3: [400, 'BadDigest', ['a 1 latest']],
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1'] })
      const body = documentOf(['a'])
      const answer = await send(place, bucket, body, { 'content-md5': md5('other') })
      return [...statusOf(answer), await history(place, bucket, versionIds)]
    },
  },
  'a document that is none deletes nothing': {
    s3: [400, 'MalformedXML'],
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['1'] })
      const body = '<Delete><Object><Key>a</Key>'
      return statusOf(await send(place, bucket, body))
    },
  },
  'a condition that does not hold is an error of its key alone': {
    s3: { gone: ['b'], errors: [{ key: 'a', code: 'PreconditionFailed' }] },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['1'], b: ['1'] })
      const Objects = [{ Key: 'a', ETag: '"0"' }, { Key: 'b' }]
      const { Deleted: gone, Errors: errors } = await s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
      )
      return {
        gone: gone?.map(({ Key: key }) => key).sort(),
        errors: (errors ?? []).map(({ Key: key, Code: code }) => ({ key, code })),
      }
    },
  },
})
