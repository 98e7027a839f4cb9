/** Listings: their order, their folders, their pages, and how they write keys. */
import {
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3'
import { deleted, type Histories } from '../support/bucketWith.ts'
import { conformance, failure, type Place } from './conformance.ts'
import {
  describeEntries,
  elementText,
  keysIn,
  listAllVersions,
  listVersionsRaw,
  prefixesIn,
} from './readListing.ts'

const tree: Histories = Object.fromEntries(
  ['a', 'b/1', 'b/2', 'b/c/3', 'd', 'e/4', 'f'].map((key) => [key, ['x']]),
)

/** Every page of ListObjectsV2: keys, with common prefixes behind them. */
async function pagesV2(
  { s3 }: Place,
  input: ListObjectsV2CommandInput,
): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = []
  let token: string | undefined
  do {
    const page = await s3.send(new ListObjectsV2Command({ ...input, ContinuationToken: token }))
    pages.push([
      ...(page.Contents ?? []).map(({ Key: key }) => key ?? ''),
      ...(page.CommonPrefixes ?? []).map(({ Prefix: prefix }) => prefix ?? ''),
    ])
    token = page.NextContinuationToken
  } while (token !== undefined)
  return pages
}

conformance('listings', {
  'keys are in the order of their UTF-8 bytes': {
    s3: ['A', 'a', 'a/b', 'a0', 'b', 'é', '\u{FFFD}', '\u{1F600}'],
    async observe(place) {
      const keys = ['\u{1F600}', '\u{FFFD}', 'é', 'b', 'a0', 'a/b', 'a', 'A']
      const { bucket } = await place.bucketWith(Object.fromEntries(keys.map((key) => [key, ['x']])))
      return (await pagesV2(place, { Bucket: bucket })).flat()
    },
  },
  'a delimiter rolls folders up': {
    s3: [['a', 'd', 'f', 'b/', 'e/']],
    async observe(place) {
      const { bucket } = await place.bucketWith(tree)
      return await pagesV2(place, { Bucket: bucket, Delimiter: '/' })
    },
  },
  'a prefix with a delimiter shows one folder': {
    s3: [['b/1', 'b/2', 'b/c/']],
    async observe(place) {
      const { bucket } = await place.bucketWith(tree)
      return await pagesV2(place, { Bucket: bucket, Prefix: 'b/', Delimiter: '/' })
    },
  },
  'a prefix is a piece of a key, not a folder': {
    s3: [['a', 'a.txt', 'a/b']],
    async observe(place) {
      const { bucket } = await place.bucketWith({ a: ['x'], 'a.txt': ['x'], 'a/b': ['x'], b: ['x'] })
      return await pagesV2(place, { Bucket: bucket, Prefix: 'a' })
    },
  },
  'a delimiter may be any text': {
    s3: [['aXb', 'cXXdXXe', 'aXYXY']],
    async observe(place) {
      const { bucket } = await place.bucketWith({ aXYXYb: ['x'], aXb: ['x'], cXXdXXe: ['x'] })
      return await pagesV2(place, { Bucket: bucket, Delimiter: 'XYXY' })
    },
  },
  'pages go on where the last one ended': {
    s3: [['a', 'b/1', 'b/2'], ['b/c/3', 'd', 'e/4'], ['f']],
    async observe(place) {
      const { bucket } = await place.bucketWith(tree)
      return await pagesV2(place, { Bucket: bucket, MaxKeys: 3 })
    },
  },
  'a folder counts as one on a page and is listed once': {
    s3: [['a'], ['b/'], ['d'], ['e/'], ['f']],
    async observe(place) {
      const { bucket } = await place.bucketWith(tree)
      return await pagesV2(place, { Bucket: bucket, Delimiter: '/', MaxKeys: 1 })
    },
  },
  'KeyCount counts keys and folders': {
    s3: { count: 3, truncated: true, max: 3 },
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith(tree)
      const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Delimiter: '/', MaxKeys: 3 }))
      return { count: page.KeyCount, truncated: page.IsTruncated, max: page.MaxKeys }
    },
  },
  'start-after names a key: a folder with later keys is still listed': {
    s3: [['d', 'f', 'b/', 'e/']],
    async observe(place) {
      const { bucket } = await place.bucketWith(tree)
      return await pagesV2(place, { Bucket: bucket, Delimiter: '/', StartAfter: 'b/1' })
    },
  },
  'max-keys 0 shows nothing and promises nothing': {
    s3: { keys: 0, truncated: false },
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith(tree)
      const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 0 }))
      return { keys: page.Contents?.length ?? 0, truncated: page.IsTruncated }
    },
  },
  'max-keys that are no number are refused': {
    s3: [400, 'InvalidArgument'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      const { status, code } = await raw({ path: `/${bucket}`, query: { 'max-keys': 'many' } })
      return [status, code]
    },
  },
  'a token that was never given is refused': {
    s3: { status: 400, code: 'InvalidArgument' },
    async observe({ s3, bucketWith }) {
      const { bucket } = await bucketWith(tree)
      return await failure(s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: '%%' })))
    },
  },
  'owners are named only when asked for': {
    s3: [false, true],
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith({ a: ['x'] })
      const plain = await s3.send(new ListObjectsV2Command({ Bucket }))
      const asked = await s3.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }))
      return [plain, asked].map((page) => page.Contents?.[0]?.Owner?.ID !== undefined)
    },
  },
  'the first version of the API names the next marker only with a delimiter': {
    s3: { plain: [true, null], delimited: [true, 'b/'] },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith(tree)
      const plain = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2 }))
      const delimited = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Delimiter: '/' }))
      return {
        plain: [plain.IsTruncated, plain.NextMarker ?? null],
        delimited: [delimited.IsTruncated, delimited.NextMarker ?? null],
      }
    },
  },
  'a marker in a folder has the whole folder behind it': {
    s3: ['d', 'f', 'e/'],
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith(tree)
      const page = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'b/1' }))
      return [
        ...(page.Contents ?? []).map(({ Key: key }) => key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix: prefix }) => prefix),
      ]
    },
  },
  'deleted keys, and folders of nothing else, are not listed': {
    s3: { live: [['b', 'd/']], versions: ['b 1 latest'], folders: ['a/', 'd/'] },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({
        'a/x': ['1', deleted],
        b: ['1'],
        'd/x': ['1', deleted],
        'd/y': ['1'],
      })
      const page = await listVersionsRaw(place, bucket, { delimiter: '/' })
      return {
        live: await pagesV2(place, { Bucket: bucket, Delimiter: '/' }),
        versions: describeEntries(page.entries, versionIds),
        folders: page.commonPrefixes,
      }
    },
  },
  'version listings go on page by page, whatever the page holds': {
    s3: ['a marker 3 latest', 'a 2', 'a 1', 'b 1 latest', 'c 3 latest', 'c marker 2', 'c 1'],
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({
        a: ['1', '2', deleted],
        b: ['1'],
        c: ['1', deleted, '3'],
      })
      const pages = await listAllVersions(place, bucket, { 'max-keys': '1' })
      return pages.flatMap(({ entries }) => describeEntries(entries, versionIds))
    },
  },
  'version listings with a delimiter go on page by page': {
    s3: { entries: ['a 2 latest', 'a 1', 'c 1 latest'], folders: ['b/', 'd/'] },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({
        a: ['1', '2'],
        'b/1': ['1', '2'],
        'b/2': ['1', deleted],
        c: ['1'],
        'd/1': ['1'],
      })
      const pages = await listAllVersions(place, bucket, { 'max-keys': '2', delimiter: '/' })
      return {
        entries: pages.flatMap(({ entries }) => describeEntries(entries, versionIds)),
        folders: pages.flatMap(({ commonPrefixes }) => commonPrefixes),
      }
    },
  },
  'a key marker alone has every version of its key behind it': {
    s3: ['b 1 latest'],
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['1', '2'], b: ['1'] })
      const page = await listVersionsRaw(place, bucket, { 'key-marker': 'a' })
      return describeEntries(page.entries, versionIds)
    },
  },
  'a version marker without a key marker is refused': {
    s3: [400, 'InvalidArgument'],
    async observe({ raw, bucketWith }) {
      const { bucket, versionIds } = await bucketWith({ a: ['1', '2'] })
      const query = { versions: '', 'version-id-marker': versionIds['a']?.[1] ?? '' }
      const { status, code } = await raw({ path: `/${bucket}`, query })
      return [status, code]
    },
  },
  'a version listing goes on behind a version that was destroyed meanwhile': {
    s3: ['a 1'],
    async observe(place) {
      const { bucket: Bucket, versionIds } = await place.bucketWith({ a: ['1', '2', '3'] })
      const VersionId = versionIds['a']?.[1] ?? ''
      await place.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }))
      const query = { 'key-marker': 'a', 'version-id-marker': VersionId }
      return describeEntries((await listVersionsRaw(place, Bucket, query)).entries, versionIds)
    },
  },
  'encoding-type=url encodes keys, + for a blank and / left alone': {
    s3: ['a+b%2Bc%25/%C3%A9%01'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ 'a b+c%/é\u0001': ['x'] })
      return keysIn(await raw({ path: `/${bucket}`, query: { 'list-type': '2', 'encoding-type': 'url' } }))
    },
  },
  'encoding-type=url encodes prefixes and markers too': {
    s3: { prefix: 'a+b/', delimiter: '/', folders: ['a+b/c%2B/'], next: 'a+b/c%2B/' },
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ 'a b/c+/1': ['x'], 'a b/d': ['x'] })
      const query = { versions: '', prefix: 'a b/', delimiter: '/', 'max-keys': '1', 'encoding-type': 'url' }
      const xml = (await raw({ path: `/${bucket}`, query })).body.toString()
      return {
        prefix: elementText(xml, 'Prefix'),
        delimiter: elementText(xml, 'Delimiter'),
        folders: prefixesIn(xml),
        next: elementText(xml, 'NextKeyMarker'),
      }
    },
  },
  'without it a control character is a reference that XML 1.0 does not know': {
    s3: true,
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ 'a\u0001': ['x'] })
      return /<Key>a&#x0*1;<\/Key>/.test((await raw({ path: `/${bucket}` })).body.toString())
    },
  },
  'another encoding is refused': {
    s3: [400, 'InvalidArgument'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      const { status, code } = await raw({ path: `/${bucket}`, query: { 'encoding-type': 'base64' } })
      return [status, code]
    },
  },
})
