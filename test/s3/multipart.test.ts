/** Uploads in parts. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { isDeepStrictEqual } from 'node:util'
import { conformance, failure, outcome } from './conformance.ts'
import { complete, putInTwoParts, putPart, smallestPart, startUpload } from './putInParts.ts'
import { describeEntries, listVersionsRaw } from './readListing.ts'

conformance('multipart', {
  'parts become an object': {
    s3: { size: smallestPart.length + 5, etag: true, tail: 'ppptail!'.slice(0, 7), versioned: true },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      const second = await putPart(place, upload, 2, 'tail!')
      const first = await putPart(place, upload, 1, smallestPart)
      const done = await complete(place, upload, [first, second])
      const { Bucket, Key } = upload
      const { Body } = await place.s3.send(
        new GetObjectCommand({
          Bucket,
          Key,
          Range: `bytes=${smallestPart.length - 3}-${smallestPart.length + 3}`,
        }),
      )
      const head = await place.s3.send(new HeadObjectCommand({ Bucket, Key }))
      return {
        size: head.ContentLength,
        etag: /^"[0-9a-f]{32}-2"$/.test(head.ETag ?? ''),
        tail: await Body?.transformToString(),
        versioned: done.VersionId !== undefined && done.VersionId === head.VersionId,
      }
    },
  },
  'completing answers with the entity tag': {
    s3: '"9affad555af89da9b0bfcd5e45bc93da-1"',
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      const done = await complete(place, upload, [await putPart(place, upload, 1, 'x')])
      return done.ETag
    },
  },
  'a part with a wrong Content-MD5 is not taken': {
    s3: { status: 400, code: 'BadDigest' },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const { Bucket, Key, UploadId } = await startUpload(place, bucket)
      const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'hello' }
      return failure(
        place.s3.send(new UploadPartCommand({ ...part, ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' })),
      )
    },
  },
  'what is said at the start is said of the object': {
    s3: { type: 'text/x', metadata: { author: 'Ada' }, tags: [{ Key: 'k', Value: 'v' }] },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const said = { ContentType: 'text/x', Metadata: { author: 'Ada' }, Tagging: 'k=v' }
      const upload = await startUpload(place, bucket, said)
      await complete(place, upload, [await putPart(place, upload, 1, 'x')])
      const { Bucket, Key } = upload
      const head = await place.s3.send(new HeadObjectCommand({ Bucket, Key }))
      const { TagSet: tags } = await place.s3.send(new GetObjectTaggingCommand({ Bucket, Key }))
      return { type: head.ContentType, metadata: head.Metadata, tags }
    },
  },
  'a part that is sent again replaces the first': {
    s3: 'second',
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      await putPart(place, upload, 1, 'first')
      await complete(place, upload, [await putPart(place, upload, 1, 'second')])
      const { Bucket, Key } = upload
      const { Body } = await place.s3.send(new GetObjectCommand({ Bucket, Key }))
      return await Body?.transformToString()
    },
  },
  'parts that are not named are left out': {
    s3: 'two',
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      await putPart(place, upload, 1, 'one')
      const completed = complete(place, upload, [await putPart(place, upload, 2, 'two')])
      return await outcome(
        completed.then(async () => {
          const { Bucket, Key } = upload
          const { Body } = await place.s3.send(new GetObjectCommand({ Bucket, Key }))
          return await Body?.transformToString()
        }),
        (text) => text,
      )
    },
  },
  'parts out of order, unknown, changed or too small are refused, and nothing is lost': {
    s3: {
      order: { status: 400, code: 'InvalidPartOrder' },
      unknown: { status: 400, code: 'InvalidPart' },
      changed: { status: 400, code: 'InvalidPart' },
      small: { status: 400, code: 'EntityTooSmall' },
      none: { status: 400, code: 'MalformedXML' },
      parts: [1, 2],
    },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      const one = await putPart(place, upload, 1, 'one')
      const two = await putPart(place, upload, 2, 'two')
      const { Parts: parts } = await place.s3.send(new ListPartsCommand(upload))
      return {
        order: await failure(complete(place, upload, [two, one])),
        unknown: await failure(complete(place, upload, [one, { PartNumber: 3, ETag: two.ETag }])),
        changed: await failure(complete(place, upload, [{ PartNumber: 1, ETag: two.ETag }])),
        small: await failure(complete(place, upload, [one, two])),
        none: await failure(place.s3.send(new CompleteMultipartUploadCommand(upload))),
        parts: parts?.map(({ PartNumber: number }) => number),
      }
    },
  },
  'a part number above 10,000 is refused': {
    s3: { status: 400, code: 'InvalidArgument' },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      return await failure(putPart(place, upload, 10_001, 'x'))
    },
  },
  'an aborted upload is gone': {
    s3: {
      abort: 'none',
      again: { status: 404, code: 'NoSuchUpload' },
      part: { status: 404, code: 'NoSuchUpload' },
      list: { status: 404, code: 'NoSuchUpload' },
      complete: { status: 404, code: 'NoSuchUpload' },
    },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      const part = await putPart(place, upload, 1, 'x')
      return {
        abort: await failure(place.s3.send(new AbortMultipartUploadCommand(upload))),
        again: await failure(place.s3.send(new AbortMultipartUploadCommand(upload))),
        part: await failure(putPart(place, upload, 1, 'x')),
        list: await failure(place.s3.send(new ListPartsCommand(upload))),
        complete: await failure(complete(place, upload, [part])),
      }
    },
  },
  'a completed upload is no upload any more': {
    s3: { status: 404, code: 'NoSuchUpload' },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      const part = await putPart(place, upload, 1, 'x')
      await complete(place, upload, [part])
      return await failure(complete(place, upload, [part]))
    },
  },
  'an upload shows nothing before it is completed': {
    s3: { before: [], after: ['a 1 latest'] },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      const part = await putPart(place, upload, 1, 'x')
      const before = describeEntries((await listVersionsRaw(place, bucket)).entries, {})
      const { VersionId } = await complete(place, upload, [part])
      const { entries } = await listVersionsRaw(place, bucket)
      return { before, after: describeEntries(entries, { a: [VersionId ?? ''] }) }
    },
  },
  'parts are listed in pages': {
    s3: { first: [1, 3], truncated: true, next: '3', rest: [10], sizes: [3, 5] },
    async observe(place) {
      const { bucket } = await place.bucketWith()
      const upload = await startUpload(place, bucket)
      await putPart(place, upload, 10, 'ten')
      await putPart(place, upload, 3, 'three')
      await putPart(place, upload, 1, 'one')
      const first = await place.s3.send(new ListPartsCommand({ ...upload, MaxParts: 2 }))
      const PartNumberMarker = first.NextPartNumberMarker
      const rest = await place.s3.send(new ListPartsCommand({ ...upload, PartNumberMarker }))
      return {
        first: first.Parts?.map(({ PartNumber: number }) => number),
        truncated: first.IsTruncated,
        next: first.NextPartNumberMarker,
        rest: rest.Parts?.map(({ PartNumber: number }) => number),
        sizes: first.Parts?.map(({ Size: size }) => size),
      }
    },
  },
  'uploads are listed by key': {
    s3: ['a', 'b', 'c/d'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      for (const Key of ['c/d', 'b', 'a']) await startUpload(place, Bucket, { Key })
      const { Uploads: uploads } = await place.s3.send(new ListMultipartUploadsCommand({ Bucket }))
      return uploads?.map(({ Key: key }) => key)
    },
  },
  'uploads of one key are listed in the order they were started': {
    s3: true,
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      const started: string[] = []
      while (started.length < 12) started.push((await startUpload(place, Bucket)).UploadId)
      const { Uploads: uploads } = await place.s3.send(new ListMultipartUploadsCommand({ Bucket }))
      return isDeepStrictEqual(
        uploads?.map(({ UploadId: id }) => id),
        started,
      )
    },
  },
  'uploads are listed in pages': {
    s3: ['a', 'b', 'c'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      for (const Key of ['a', 'b', 'c']) await startUpload(place, Bucket, { Key })
      const keys: (string | undefined)[] = []
      let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {}
      for (;;) {
        const page = await place.s3.send(
          new ListMultipartUploadsCommand({ Bucket, MaxUploads: 1, ...markers }),
        )
        keys.push(...(page.Uploads ?? []).map(({ Key: key }) => key))
        if (!page.IsTruncated) return keys
        markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      }
    },
  },
  'uploads are rolled up by a delimiter': {
    s3: { keys: ['a'], folders: ['b/'] },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      for (const Key of ['a', 'b/1', 'b/2']) await startUpload(place, Bucket, { Key })
      const page = await place.s3.send(new ListMultipartUploadsCommand({ Bucket, Delimiter: '/' }))
      return {
        keys: (page.Uploads ?? []).map(({ Key: key }) => key),
        folders: (page.CommonPrefixes ?? []).map(({ Prefix: prefix }) => prefix),
      }
    },
  },
  'a part is copied from a range of an old version': {
    s3: 'ne',
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ source: ['one', 'two'] })
      const upload = await startUpload(place, bucket)
      const copied = await place.s3.send(
        new UploadPartCopyCommand({
          ...upload,
          PartNumber: 1,
          CopySource: `${bucket}/source?versionId=${versionIds['source']?.[0]}`,
          CopySourceRange: 'bytes=1-2',
        }),
      )
      await complete(place, upload, [{ PartNumber: 1, ETag: copied.CopyPartResult?.ETag }])
      const { Bucket, Key } = upload
      const { Body } = await place.s3.send(new GetObjectCommand({ Bucket, Key }))
      return await Body?.transformToString()
    },
  },
  'a range that the source does not have is refused': {
    s3: { behind: { status: 400, code: 'InvalidArgument' }, open: { status: 400, code: 'InvalidArgument' } },
    async observe(place) {
      const { bucket } = await place.bucketWith({ source: ['one'] })
      const upload = await startUpload(place, bucket)
      const input = { ...upload, PartNumber: 1, CopySource: `${bucket}/source` }
      return {
        behind: await failure(
          place.s3.send(new UploadPartCopyCommand({ ...input, CopySourceRange: 'bytes=1-3' })),
        ),
        open: await failure(
          place.s3.send(new UploadPartCopyCommand({ ...input, CopySourceRange: 'bytes=1-' })),
        ),
      }
    },
  },
  'completing may insist that there is nothing yet': {
    s3: { failed: { status: 412, code: 'PreconditionFailed' }, versions: 1 },
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['one'] })
      const upload = await startUpload(place, bucket)
      const Parts = [await putPart(place, upload, 1, 'x')]
      const input = { ...upload, MultipartUpload: { Parts }, IfNoneMatch: '*' }
      return {
        failed: await failure(place.s3.send(new CompleteMultipartUploadCommand(input))),
        versions: (await listVersionsRaw(place, bucket)).entries.length,
      }
    },
  },
  'a checksum of the whole is composed of those of the parts': {
    s3: { type: 'COMPOSITE', parts: 2 },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      const { s3 } = place
      const Key = 'a'
      const { UploadId } = await s3.send(
        new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'SHA256' }),
      )
      const Parts = []
      for (const [index, Body] of [smallestPart, 'x'].entries()) {
        const PartNumber = index + 1
        const part = { Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm: 'SHA256' } as const
        const { ETag, ChecksumSHA256 } = await s3.send(new UploadPartCommand(part))
        Parts.push({ PartNumber, ETag, ChecksumSHA256 })
      }
      await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))
      const [, count] = head.ChecksumSHA256?.split('-') ?? []
      return { type: head.ChecksumType ?? null, parts: count === undefined ? null : Number(count) }
    },
  },
  'an object of parts may be overwritten and kept': {
    s3: ['a ? latest', 'a ?'],
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith()
      await putInTwoParts(place, Bucket, 'a')
      await place.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))
      return describeEntries((await listVersionsRaw(place, Bucket)).entries, {})
    },
  },
})
