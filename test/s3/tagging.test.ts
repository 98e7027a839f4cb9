/** Tags: of a version, changed without making a new one. */
import {
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type Tag,
} from '@aws-sdk/client-s3'
import { deleted } from '../support/bucketWith.ts'
import { conformance, failure, type Place } from './conformance.ts'
import { listVersionsRaw } from './readListing.ts'

async function tagsOf({ s3 }: Place, Bucket: string, VersionId?: string): Promise<readonly string[]> {
  const { TagSet: tags } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'a', VersionId }))
  return (tags ?? []).map(({ Key: key, Value: value }) => `${key}=${value}`).sort()
}

async function tag({ s3 }: Place, Bucket: string, TagSet: Tag[], VersionId?: string): Promise<unknown> {
  const input = { Bucket, Key: 'a', VersionId, Tagging: { TagSet } }
  return await failure(s3.send(new PutObjectTaggingCommand(input)))
}

conformance('tagging', {
  'an object without tags has an empty set': {
    s3: [],
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['x'] })
      return await tagsOf(place, bucket)
    },
  },
  'tags are put, replaced and deleted without a new version': {
    s3: { put: ['a b=c&d', 'é=ü'], replaced: ['n=1'], deleted: [], versions: 1 },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['x'] })
      await tag(place, Bucket, [
        { Key: 'a b', Value: 'c&d' },
        { Key: 'é', Value: 'ü' },
      ])
      const put = await tagsOf(place, Bucket)
      await tag(place, Bucket, [{ Key: 'n', Value: '1' }])
      const replaced = await tagsOf(place, Bucket)
      await place.s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'a' }))
      const versions = (await listVersionsRaw(place, Bucket)).entries.length
      return { put, replaced, deleted: await tagsOf(place, Bucket), versions }
    },
  },
  'each version has tags of its own': {
    s3: { old: ['v=1'], current: [] },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1', '2'] })
      await tag(place, bucket, [{ Key: 'v', Value: '1' }], versionIds['a']?.[0])
      return { old: await tagsOf(place, bucket, versionIds['a']?.[0]), current: await tagsOf(place, bucket) }
    },
  },
  'tags may come with the object': {
    s3: { tags: ['a b=c&d', 'k=v'], count: 2 },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      const Tagging = 'k=v&a%20b=c%26d'
      await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', Tagging }))
      const head = await place.s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      return { tags: await tagsOf(place, Bucket), count: head.TagCount }
    },
  },
  'eleven tags, a tag twice and a long one are refused': {
    s3: [
      { status: 400, code: 'InvalidTag' },
      { status: 400, code: 'InvalidTag' },
      { status: 400, code: 'InvalidTag' },
    ],
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['x'] })
      const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }))
      const twice = [
        { Key: 'k', Value: '1' },
        { Key: 'k', Value: '2' },
      ]
      return [
        await tag(place, bucket, eleven),
        await tag(place, bucket, twice),
        await tag(place, bucket, [{ Key: 'k'.repeat(129), Value: 'v' }]),
      ]
    },
  },
  'a document that is none changes nothing': {
    s3: [400, 'MalformedXML', ['k=v']],
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['x'] })
      await tag(place, bucket, [{ Key: 'k', Value: 'v' }])
      const request = {
        method: 'PUT',
        path: `/${bucket}/a`,
        query: { tagging: '' },
        body: '<Tagging><TagSet>',
      }
      const { status, code } = await place.raw(request)
      return [status, code, await tagsOf(place, bucket)]
    },
  },
  'a deleted key has no tags': {
    s3: { status: 404, code: 'NoSuchKey' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['x', deleted] })
      return await failure(s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'a' })))
    },
  },
})
