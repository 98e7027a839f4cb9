/** Copying: what goes along, what must change, and bringing an old version back. */
import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type CopyObjectCommandInput,
} from '@aws-sdk/client-s3'
import { deleted } from '../support/bucketWith.ts'
import { conformance, failure, type Place } from './conformance.ts'
import { putInTwoParts } from './putInParts.ts'
import { describeEntries, listVersionsRaw } from './readListing.ts'

/** An object with everything that can be said about one. */
async function describedObject(place: Place): Promise<string> {
  const { bucket: Bucket } = await place.bucketWith()
  await place.s3.send(
    new PutObjectCommand({
      Bucket,
      Key: 'a',
      Body: 'hello',
      ContentType: 'text/x',
      CacheControl: 'max-age=1',
      Metadata: { author: 'Ada' },
      Tagging: 'k=v&k2=v2',
    }),
  )
  return Bucket
}

/** What is said about an object. */
async function description({ s3 }: Place, Bucket: string, Key: string): Promise<unknown> {
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }))
  const { TagSet: tags } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))
  return {
    type: head.ContentType ?? null,
    cache: head.CacheControl ?? null,
    metadata: head.Metadata,
    tags: tags?.map(({ Key: key, Value: value }) => `${key}=${value}`).sort(),
  }
}

async function copy(
  place: Place,
  input: Omit<CopyObjectCommandInput, 'Key'> & { Key?: string },
): Promise<unknown> {
  return await failure(place.s3.send(new CopyObjectCommand({ Key: 'b', ...input })))
}

const all = {
  type: 'text/x',
  cache: 'max-age=1',
  metadata: { author: 'Ada' },
  tags: ['k2=v2', 'k=v'],
}

conformance('copies', {
  'a copy has all that was said about its source': {
    s3: all,
    async observe(place) {
      const Bucket = await describedObject(place)
      await place.s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }))
      return await description(place, Bucket, 'b')
    },
  },
  'MetadataDirective=REPLACE says it anew and keeps the tags': {
    s3: { type: 'text/y', cache: null, metadata: { editor: 'Bob' }, tags: ['k2=v2', 'k=v'] },
    async observe(place) {
      const Bucket = await describedObject(place)
      await place.s3.send(
        new CopyObjectCommand({
          Bucket,
          Key: 'b',
          CopySource: `${Bucket}/a`,
          MetadataDirective: 'REPLACE',
          ContentType: 'text/y',
          Metadata: { editor: 'Bob' },
        }),
      )
      return await description(place, Bucket, 'b')
    },
  },
  'TaggingDirective=REPLACE changes the tags alone': {
    s3: { ...all, tags: ['n=1'] },
    async observe(place) {
      const Bucket = await describedObject(place)
      const input = { Bucket, Key: 'b', CopySource: `${Bucket}/a`, Tagging: 'n=1' }
      await place.s3.send(new CopyObjectCommand({ ...input, TaggingDirective: 'REPLACE' }))
      return await description(place, Bucket, 'b')
    },
  },
  'a copy names the version it made and the one it is of': {
    s3: { made: true, source: true, etag: '"5d41402abc4b2a76b9719d911017c592"' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket, versionIds } = await bucketWith({ a: ['hello'] })
      const answer = await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }))
      return {
        made: answer.VersionId !== undefined,
        source: answer.CopySourceVersionId === versionIds['a']?.[0],
        etag: answer.CopyObjectResult?.ETag,
      }
    },
  },
  'an old version is brought back by copying it on top of its key': {
    s3: { listed: ['a ? latest', 'a 2', 'a 1'], content: 'one' },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', 'two'] })
      const CopySource = `${Bucket}/a?versionId=${versionIds['a']?.[0]}`
      await place.s3.send(new CopyObjectCommand({ Bucket, Key: 'a', CopySource }))
      const { Body } = await place.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))
      const { entries } = await listVersionsRaw(place, Bucket)
      return { listed: describeEntries(entries, versionIds), content: await Body?.transformToString() }
    },
  },
  'a deleted file is brought back by copying a version over its marker': {
    s3: ['a ? latest', 'a marker 2', 'a 1'],
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', deleted] })
      const CopySource = `${Bucket}/a?versionId=${versionIds['a']?.[0]}`
      await place.s3.send(new CopyObjectCommand({ Bucket, Key: 'a', CopySource }))
      return describeEntries((await listVersionsRaw(place, Bucket)).entries, versionIds)
    },
  },
  'the version null is brought back': {
    s3: 'old',
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['old'] }, { versioning: 'never' })
      const VersioningConfiguration = { Status: 'Enabled' } as const
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }))
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'new' }))
      await s3.send(new CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/a?versionId=null` }))
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))
      return await Body?.transformToString()
    },
  },
  'a copy onto itself that changes nothing is refused': {
    s3: { status: 400, code: 'InvalidRequest' },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one'] }, { versioning: 'never' })
      return await copy(place, { Bucket, Key: 'a', CopySource: `${Bucket}/a` })
    },
  },
  'a copy onto itself may say other things': {
    s3: ['none', 'text/y'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one'] })
      const failed = await copy(place, {
        Bucket,
        Key: 'a',
        CopySource: `${Bucket}/a`,
        MetadataDirective: 'REPLACE',
        ContentType: 'text/y',
      })
      return [failed, (await place.s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).ContentType]
    },
  },
  'a copy from another bucket': {
    s3: 'hello',
    async observe(place) {
      const source = await place.bucketWith({ a: ['hello'] })
      const { bucket: Bucket } = await place.bucketWith()
      await place.s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `/${source.bucket}/a` }))
      const { Body } = await place.s3.send(new GetObjectCommand({ Bucket, Key: 'b' }))
      return await Body?.transformToString()
    },
  },
  'a source that is not there, deleted or a marker is refused': {
    s3: {
      missing: { status: 404, code: 'NoSuchKey' },
      deleted: { status: 404, code: 'NoSuchKey' },
      marker: { status: 400, code: 'InvalidRequest' },
      bucket: { status: 404, code: 'NoSuchBucket' },
    },
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['one', deleted] })
      return {
        missing: await copy(place, { Bucket, CopySource: `${Bucket}/nothing` }),
        deleted: await copy(place, { Bucket, CopySource: `${Bucket}/a` }),
        marker: await copy(place, { Bucket, CopySource: `${Bucket}/a?versionId=${versionIds['a']?.[1]}` }),
        bucket: await copy(place, { Bucket, CopySource: 'strata-nowhere/a' }),
      }
    },
  },
  'a copy may insist on its source': {
    s3: ['none', { status: 412, code: 'PreconditionFailed' }, { status: 412, code: 'PreconditionFailed' }],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one'] })
      const { ETag } = await place.s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      const CopySource = `${Bucket}/a`
      return [
        await copy(place, { Bucket, CopySource, CopySourceIfMatch: ETag }),
        await copy(place, { Bucket, CopySource, CopySourceIfMatch: '"0"' }),
        await copy(place, { Bucket, CopySource, CopySourceIfNoneMatch: ETag }),
      ]
    },
  },
  'a copy may insist on what it overwrites': {
    s3: [{ status: 412, code: 'PreconditionFailed' }, { status: 412, code: 'PreconditionFailed' }, 'none'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ a: ['one'], b: ['two'] })
      const { ETag } = await place.s3.send(new HeadObjectCommand({ Bucket, Key: 'b' }))
      const CopySource = `${Bucket}/a`
      return [
        await copy(place, { Bucket, CopySource, IfMatch: '"0"' }),
        await copy(place, { Bucket, CopySource, IfNoneMatch: '*' }),
        await copy(place, { Bucket, CopySource, IfMatch: ETag }),
      ]
    },
  },
  'a copy of a multipart object is an object like any other': {
    s3: { etag: 'plain', content: 5 * 1024 * 1024 + 1 },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      await putInTwoParts(place, Bucket, 'a')
      await place.s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }))
      const head = await place.s3.send(new HeadObjectCommand({ Bucket, Key: 'b' }))
      return { etag: head.ETag?.includes('-') ? 'of parts' : 'plain', content: head.ContentLength }
    },
  },
})
