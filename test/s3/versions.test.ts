/** What versions are: kept, hidden behind markers, brought back, destroyed, overwritten where they are `null`. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type BucketVersioningStatus,
} from '@aws-sdk/client-s3'
import { deleted } from '../support/bucketWith.ts'
import { conformance, failure, outcome, type Place } from './conformance.ts'
import { describeEntries, listVersionsRaw } from './readListing.ts'

const never = { versioning: 'never' } as const
const suspended = { versioning: 'suspended' } as const

async function history(
  place: Place,
  bucket: string,
  versionIds: Readonly<Record<string, readonly string[]>> = {},
): Promise<readonly string[]> {
  return describeEntries((await listVersionsRaw(place, bucket)).entries, versionIds)
}

async function setVersioning({ s3 }: Place, Bucket: string, Status: BucketVersioningStatus): Promise<void> {
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }))
}

/** The content of a version, or why it can't be had. */
async function content({ s3 }: Place, Bucket: string, Key: string, VersionId?: string): Promise<unknown> {
  return await outcome(
    s3
      .send(new GetObjectCommand({ Bucket, Key, VersionId }))
      .then(async ({ Body }) => await Body?.transformToString()),
    (text) => text,
  )
}

conformance('versions', {
  'every PUT is kept, newest first': {
    s3: { listed: ['a 3 latest', 'a 2', 'a 1', 'b 1 latest'], contents: ['one', 'two', 'three', 'three'] },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['one', 'two', 'three'], b: ['x'] })
      const contents = []
      for (const id of [...(versionIds['a'] ?? []), undefined])
        contents.push(await content(place, bucket, 'a', id))
      return { listed: await history(place, bucket, versionIds), contents }
    },
  },
  'versions written within one millisecond keep the order they were written in': {
    s3: Array.from({ length: 30 }, (_, index) => `a ${30 - index}${index === 0 ? ' latest' : ''}`),
    async observe(place) {
      const steps = Array.from({ length: 30 }, (_, index) => (index % 4 === 3 ? 'x' : `${index}`))
      const { bucket, versionIds } = await place.bucketWith({ a: steps })
      return await history(place, bucket, versionIds)
    },
  },
  'versions and markers are interleaved as they happened': {
    s3: ['a 4 latest', 'a marker 3', 'a 2', 'a 1', 'b marker 2 latest', 'b 1'],
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({
        a: ['1', '2', deleted, '4'],
        b: ['1', deleted],
      })
      return await history(place, bucket, versionIds)
    },
  },
  'a DELETE without a version id puts a marker on top and says so': {
    s3: {
      marker: true,
      named: true,
      listed: ['a marker 2 latest', 'a 1'],
      after: { status: 404, code: 'NoSuchKey' },
    },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one'] })
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))
      const ids = { a: [...(versionIds['a'] ?? []), answer.VersionId ?? ''] }
      return {
        marker: answer.DeleteMarker,
        named: answer.VersionId !== undefined,
        listed: await history(place, Bucket, ids),
        after: await content(place, Bucket, 'a'),
      }
    },
  },
  'a GET of a deleted key says that a marker is current, and which': {
    s3: { status: 404, code: 'NoSuchKey', marker: 'true', named: true },
    async observe({ raw, bucketWith }) {
      const { bucket, versionIds } = await bucketWith({ a: ['one', deleted] })
      const { status, code, headers } = await raw({ path: `/${bucket}/a` })
      return {
        status,
        code,
        marker: headers['x-amz-delete-marker'],
        named: headers['x-amz-version-id'] === versionIds['a']?.[1],
      }
    },
  },
  'a DELETE on a deleted key adds a second marker': {
    s3: { marker: true, listed: ['a marker ? latest', 'a marker 2', 'a 1'] },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', deleted] })
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))
      return { marker: answer.DeleteMarker ?? null, listed: await history(place, Bucket, versionIds) }
    },
  },
  'a DELETE of a key that never was leaves a marker': {
    s3: { marker: true, listed: ['a marker ? latest'] },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))
      return { marker: answer.DeleteMarker ?? null, listed: await history(place, Bucket) }
    },
  },
  'a marker that is named answers 405 and what it is': {
    s3: { status: 405, code: 'MethodNotAllowed', marker: 'true', named: true, allow: 'DELETE', dated: true },
    async observe({ raw, bucketWith }) {
      const { bucket, versionIds } = await bucketWith({ a: ['one', deleted] })
      const marker = versionIds['a']?.[1] ?? ''
      const { status, code, headers } = await raw({ path: `/${bucket}/a`, query: { versionId: marker } })
      return {
        status,
        code,
        marker: headers['x-amz-delete-marker'],
        named: headers['x-amz-version-id'] === marker,
        allow: headers['allow'],
        dated: headers['last-modified'] !== undefined,
      }
    },
  },
  'HEAD answers 404 for a deleted key and 405 for its marker': {
    s3: [404, 405],
    async observe({ raw, bucketWith }) {
      const { bucket, versionIds } = await bucketWith({ a: ['one', deleted] })
      const path = `/${bucket}/a`
      const marker = versionIds['a']?.[1] ?? ''
      const answers = [
        await raw({ method: 'HEAD', path }),
        await raw({ method: 'HEAD', path, query: { versionId: marker } }),
      ]
      return answers.map(({ status }) => status)
    },
  },
  'destroying a marker brings the file back': {
    s3: { marker: true, same: true, listed: ['a 1 latest'], content: 'one' },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', deleted] })
      const VersionId = versionIds['a']?.[1]
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }))
      return {
        marker: answer.DeleteMarker ?? null,
        same: answer.VersionId === VersionId,
        listed: await history(place, Bucket, versionIds),
        content: await content(place, Bucket, 'a'),
      }
    },
  },
  'destroying the current version makes the one beneath current': {
    s3: { marker: null, listed: ['a 2 latest', 'a 1'], content: 'two' },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', 'two', 'three'] })
      const VersionId = versionIds['a']?.[2]
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }))
      return {
        marker: answer.DeleteMarker ?? null,
        listed: await history(place, Bucket, versionIds),
        content: await content(place, Bucket, 'a'),
      }
    },
  },
  'destroying an old version leaves the others': {
    s3: ['a 3 latest', 'a 1'],
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', 'two', 'three'] })
      await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: versionIds['a']?.[1] }))
      return await history(place, Bucket, versionIds)
    },
  },
  'destroying a version twice succeeds': {
    s3: [204, 204],
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket, versionIds } = await bucketWith({ a: ['one', 'two'] })
      const destroy = async (): Promise<unknown> =>
        await outcome(
          s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: versionIds['a']?.[0] })),
          (answer) => answer.$metadata.httpStatusCode,
        )
      return [await destroy(), await destroy()]
    },
  },
  'a version id of another key is no version of this one': {
    s3: { status: 404, code: 'NoSuchVersion' },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['one'], b: ['two'] })
      return await content(place, bucket, 'a', versionIds['b']?.[0])
    },
  },
  'a version id that can be none is refused': {
    s3: [400, 'InvalidArgument'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ a: ['one'] })
      const { status, code } = await raw({ path: `/${bucket}/a`, query: { versionId: '../../x' } })
      return [status, code]
    },
  },
  'what was there before versioning is the version null, and stays': {
    s3: { listed: ['a 1 latest', 'a null'], old: 'old', current: 'new' },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['old'] }, never)
      await setVersioning(place, Bucket, 'Enabled')
      const { VersionId } = await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'new' }))
      return {
        listed: await history(place, Bucket, { a: [VersionId ?? ''] }),
        old: await content(place, Bucket, 'a', 'null'),
        current: await content(place, Bucket, 'a'),
      }
    },
  },
  'a bucket without versions overwrites and deletes for good': {
    s3: { named: null, listed: ['a null latest'], marker: null, after: [] },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one', 'two'] }, never)
      const put = await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'three' }))
      const listed = await history(place, Bucket)
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))
      return {
        named: put.VersionId ?? null,
        listed,
        marker: answer.DeleteMarker ?? null,
        after: await history(place, Bucket),
      }
    },
  },
  'in a bucket without versions the version null can be named': {
    s3: { content: 'one', after: [] },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one'] }, never)
      const read = await content(place, Bucket, 'a', 'null')
      await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: 'null' }))
      return { content: read, after: await history(place, Bucket) }
    },
  },
  'a suspended bucket overwrites the version null and keeps the others': {
    s3: { listed: ['a null latest', 'a 1'], contents: ['three', 'one'] },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one'] })
      await setVersioning(place, Bucket, 'Suspended')
      for (const Body of ['two', 'three'])
        await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body }))
      return {
        listed: await history(place, Bucket, versionIds),
        contents: [
          await content(place, Bucket, 'a'),
          await content(place, Bucket, 'a', versionIds['a']?.[0]),
        ],
      }
    },
  },
  'a suspended bucket names no version when it writes, and null when it reads': {
    s3: { put: null, get: 'null', head: 'null' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({}, suspended)
      const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'one' }))
      const get = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      await get.Body?.transformToString()
      return { put: put.VersionId ?? null, get: get.VersionId ?? null, head: head.VersionId ?? null }
    },
  },
  'a DELETE in a suspended bucket destroys the version null and leaves a null marker': {
    s3: {
      marker: true,
      id: 'null',
      listed: ['a marker null latest', 'a 1'],
      old: { status: 405, code: 'MethodNotAllowed' },
    },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one'] })
      await setVersioning(place, Bucket, 'Suspended')
      await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'two' }))
      const answer = await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))
      return {
        marker: answer.DeleteMarker ?? null,
        id: answer.VersionId ?? null,
        listed: await history(place, Bucket, versionIds),
        old: await content(place, Bucket, 'a', 'null'),
      }
    },
  },
  'a version null deep in a history is what a suspended bucket overwrites': {
    s3: ['a null latest', 'a 1'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['old'] }, never)
      await setVersioning(place, Bucket, 'Enabled')
      const { VersionId } = await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'new' }))
      await setVersioning(place, Bucket, 'Suspended')
      await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'newest' }))
      return await history(place, Bucket, { a: [VersionId ?? ''] })
    },
  },
  'a version null stays when versioning is enabled again': {
    s3: ['a 1 latest', 'a null'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one', 'two'] }, suspended)
      await setVersioning(place, Bucket, 'Enabled')
      const { VersionId } = await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'three' }))
      return await history(place, Bucket, { a: [VersionId ?? ''] })
    },
  },
  'a HEAD or GET names the version it shows': {
    s3: [true, true],
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket, versionIds } = await bucketWith({ a: ['one', 'two'] })
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      const get = await s3.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: versionIds['a']?.[0] }))
      await get.Body?.transformToString()
      return [head.VersionId === versionIds['a']?.[1], get.VersionId === versionIds['a']?.[0]]
    },
  },
  'version listings say who owns each version': {
    s3: true,
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ a: ['one', deleted] })
      const { body } = await raw({ path: `/${bucket}`, query: { versions: '' } })
      return body.toString().match(/<Owner><ID>[^<]+<\/ID>/g)?.length === 2
    },
  },
  'a DELETE with If-Match leaves what is not the one expected': {
    s3: {
      wrong: { status: 412, code: 'PreconditionFailed' },
      none: { status: 404, code: 'NoSuchKey' },
      named: { status: 501, code: 'NotImplemented' },
      listed: ['a 1 latest'],
    },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one'] })
      const remove = async (input: {
        Key: string
        IfMatch: string
        VersionId?: string | undefined
      }): Promise<unknown> => await failure(place.s3.send(new DeleteObjectCommand({ Bucket, ...input })))
      return {
        wrong: await remove({ Key: 'a', IfMatch: '"0123"' }),
        none: await remove({ Key: 'b', IfMatch: '*' }),
        named: await remove({ Key: 'a', IfMatch: '*', VersionId: versionIds['a']?.[0] }),
        listed: await history(place, Bucket, versionIds),
      }
    },
  },
})
