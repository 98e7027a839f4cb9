/** Keys are raw: nothing is normalised, whatever they hold. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { deleted } from '../support/bucketWith.ts'
import { sendSigned, signRequest } from '../support/rawRequest.ts'
import { conformance, failure, type Case, type Place } from './conformance.ts'
import { listVersionsRaw } from './readListing.ts'

const strangeKeys: Readonly<Record<string, string>> = {
  'two dots and a slash': '../x',
  'dots in the middle': 'a/../../b/./c',
  'an empty folder name': 'a//b',
  'a slash in front': '/a',
  'only a slash': '/',
  'a dot': '.',
  'a slash at the end': 'folder/',
  'blanks, a plus and a percent sign': ' a  b+c%20 ',
  'a question mark, a hash and quotes': `what?#"'&<>;=:@!$*(),[]{}|\\^~\``,
  'an emoji': 'smile 😀.txt',
  'composed and decomposed letters': 'é é',
  'a line feed': 'a\nb',
  'a carriage return': 'a\r\nb',
  'a control character': 'a\u0001b',
  'a delete character': 'a\u007fb',
  'a byte order mark': '\uFEFFa',
  'the longest there is': `${'k'.repeat(1022)}é`,
}

/** Percent-encodes every byte but the slashes. */
function pathOf(bucket: string, key: string): string {
  const bytes = Array.from(Buffer.from(key), (byte) =>
    byte === 0x2f ? '/' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return `/${bucket}/${bytes.join('')}`
}

/** Decodes what encoding-type=url gives, in S3's way and in RGW's. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', '%20'))
}

async function roundTrip(place: Place, key: string): Promise<unknown> {
  const { s3, raw } = place
  const { bucket } = await place.bucketWith({ [key]: ['one', 'two'] })
  const list = async (): Promise<readonly string[]> => {
    const { entries } = await listVersionsRaw(place, bucket, { 'encoding-type': 'url' })
    return entries.map((entry) => decodeKey(entry.key))
  }
  const listed = await list()
  const copied = `copy of ${key}`.slice(0, key.length > 1000 ? 1000 : undefined)
  const source = pathOf(bucket, key).slice(1)
  await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: copied, CopySource: source }))
  const content = (await raw({ path: pathOf(bucket, copied) })).body.toString()
  const read = (await raw({ path: pathOf(bucket, key) })).body.toString()
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  const gone = (await raw({ path: pathOf(bucket, key) })).status
  return { listed: listed.map((entry) => entry === key), content, read, gone, left: (await list()).length }
}

const cases: Record<string, Case> = {}
for (const [what, key] of Object.entries(strangeKeys)) {
  cases[`a key with ${what} is put, listed, read, copied and deleted`] = {
    s3: { listed: [true, true], content: 'two', read: 'two', gone: 404, left: 4 },
    observe: async (place) => await roundTrip(place, key),
  }
}

conformance('keys', {
  ...cases,
  'a key of 1,025 bytes is too long': {
    s3: { status: 400, code: 'KeyTooLongError' },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith()
      return await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'k'.repeat(1025), Body: 'x' })))
    },
  },
  'a path that is no UTF-8 is refused': {
    s3: 400,
    async observe({ server, bucketWith }) {
      const { bucket } = await bucketWith()
      const signed = signRequest(server, { method: 'PUT', path: `/${bucket}/x` })
      return (await sendSigned(server, { ...signed, target: `/${bucket}/%FF%FE` })).status
    },
  },
  'DeleteObjects takes keys with line breaks and markup': {
    s3: { gone: ['<&>"\'', 'a\nb', 'a\r\nb'], left: 3 },
    async observe(place) {
      const keys = ['a\nb', 'a\r\nb', `<&>"'`]
      const { bucket: Bucket } = await place.bucketWith(Object.fromEntries(keys.map((key) => [key, ['x']])))
      const Objects = keys.map((Key) => ({ Key }))
      const { Deleted: gone } = await place.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
      const { entries } = await listVersionsRaw(place, Bucket)
      return {
        gone: gone?.map(({ Key: key }) => key).sort(),
        left: entries.filter(({ marker }) => marker).length,
      }
    },
  },
  'DeleteObjects can not hold a control character, and deletes nothing then': {
    s3: { failed: { status: 400, code: 'MalformedXML' }, left: 2 },
    async observe(place) {
      const { bucket: Bucket } = await place.bucketWith({ 'a\u0001': ['x'], b: ['x'] })
      const Objects = [{ Key: 'b' }, { Key: 'a\u0001' }]
      return {
        failed: await failure(place.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))),
        left: (await listVersionsRaw(place, Bucket)).entries.length,
      }
    },
  },
  'a folder placeholder and the folder are two things': {
    s3: { placeholder: '', file: 'x', deletedOnly: 404 },
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ 'a/': [''], 'a/b': ['x'], a: ['y', deleted] })
      const read = async (key: string): Promise<string> =>
        (await raw({ path: `/${bucket}/${key}` })).body.toString()
      return {
        placeholder: await read('a/'),
        file: await read('a/b'),
        deletedOnly: (await raw({ path: `/${bucket}/a` })).status,
      }
    },
  },
})
