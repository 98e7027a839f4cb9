/** Reading: ranges, conditions, and what is said about an object. */
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { RawAnswer } from '../support/rawRequest.ts'
import { conformance, type Case, type Place } from './conformance.ts'

/** The answer to a GET of `0123456789` with these headers: status, body, what range it is. */
async function readWith(place: Place, headers: Record<string, string>, method = 'GET'): Promise<RawAnswer> {
  const { bucket } = await place.bucketWith({ a: ['0123456789'] })
  return await place.raw({ method, path: `/${bucket}/a`, headers })
}

function rangeCase(range: string, s3: unknown): Case {
  return {
    s3,
    async observe(place) {
      const { status, headers, body, code } = await readWith(place, { range })
      return code === null ? [status, body.toString(), headers['content-range'] ?? null] : [status, code]
    },
  }
}

const etag = '"781e5e245d69b566979b86e28d23f2c7"'
const past = 'Wed, 01 Jan 2020 00:00:00 GMT'
const future = 'Fri, 01 Jan 2100 00:00:00 GMT'

function conditionCase(headers: Record<string, string>, s3: unknown): Case {
  return {
    s3,
    async observe(place) {
      const { status, body, code } = await readWith(place, headers)
      return code === null ? [status, body.toString()] : [status, code]
    },
  }
}

conformance('reads', {
  'a range is read': rangeCase('bytes=2-4', [206, '234', 'bytes 2-4/10']),
  'a range without an end goes to the end': rangeCase('bytes=7-', [206, '789', 'bytes 7-9/10']),
  'a range may be the last bytes': rangeCase('bytes=-3', [206, '789', 'bytes 7-9/10']),
  'more last bytes than there are is all of them': rangeCase('bytes=-30', [
    206,
    '0123456789',
    'bytes 0-9/10',
  ]),
  'a range is cut at the end': rangeCase('bytes=8-99', [206, '89', 'bytes 8-9/10']),
  'a range behind the end can not be satisfied': rangeCase('bytes=10-', [416, 'InvalidRange']),
  'no last bytes can not be satisfied': rangeCase('bytes=-0', [416, 'InvalidRange']),
  'a range that is none is ignored': rangeCase('lines=1-2', [200, '0123456789', null]),
  'a range that ends before it starts is ignored': rangeCase('bytes=4-2', [200, '0123456789', null]),
  'an empty object has no range': {
    s3: [416, 'InvalidRange'],
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ a: [''] })
      const { status, code } = await raw({ path: `/${bucket}/a`, headers: { range: 'bytes=0-' } })
      return [status, code]
    },
  },
  'HEAD knows ranges too': {
    s3: [206, '3'],
    async observe(place) {
      const { status, headers } = await readWith(place, { range: 'bytes=2-4' }, 'HEAD')
      return [status, headers['content-length']]
    },
  },
  'a range of an old version': {
    s3: 'ne',
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket, versionIds } = await bucketWith({ a: ['one', 'three'] })
      const VersionId = versionIds['a']?.[0]
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId, Range: 'bytes=1-' }))
      return await Body?.transformToString()
    },
  },
  'If-Match reads what matches': conditionCase({ 'if-match': etag }, [200, '0123456789']),
  'If-Match refuses what does not': conditionCase({ 'if-match': '"0"' }, [412, 'PreconditionFailed']),
  'If-None-Match saves a transfer': conditionCase({ 'if-none-match': etag }, [304, '']),
  'If-None-Match reads what is new': conditionCase({ 'if-none-match': '"0"' }, [200, '0123456789']),
  'If-Modified-Since saves a transfer': conditionCase({ 'if-modified-since': future }, [304, '']),
  'If-Modified-Since reads what is new': conditionCase({ 'if-modified-since': past }, [200, '0123456789']),
  'If-Unmodified-Since refuses what changed': conditionCase({ 'if-unmodified-since': past }, [
    412,
    'PreconditionFailed',
  ]),
  'If-Unmodified-Since reads what did not change': conditionCase({ 'if-unmodified-since': future }, [
    200,
    '0123456789',
  ]),
  'an entity tag that matches outweighs a date': conditionCase(
    { 'if-match': etag, 'if-unmodified-since': past },
    [200, '0123456789'],
  ),
  'an entity tag that matches outweighs a newer date': conditionCase(
    { 'if-none-match': etag, 'if-modified-since': past },
    [304, ''],
  ),
  'a read may ask for other headers': {
    s3: {
      type: 'text/x',
      disposition: 'attachment; filename="a b.txt"',
      cache: 'no-store',
      language: 'de',
      encoding: 'identity',
      expires: past,
    },
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith({ a: ['x'] })
      const query = {
        'response-content-type': 'text/x',
        'response-content-disposition': 'attachment; filename="a b.txt"',
        'response-cache-control': 'no-store',
        'response-content-language': 'de',
        'response-content-encoding': 'identity',
        'response-expires': past,
      }
      const { headers } = await raw({ path: `/${bucket}/a`, query, signing: 'query' })
      return {
        type: headers['content-type'],
        disposition: headers['content-disposition'],
        cache: headers['cache-control'],
        language: headers['content-language'],
        encoding: headers['content-encoding'],
        expires: headers['expires'],
      }
    },
  },
  'what is said about an object is kept and given back': {
    s3: {
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      ContentEncoding: 'gzip',
      ContentLanguage: 'en',
      ExpiresString: future,
      Metadata: { author: 'Ada', empty: '', 'with-dash': 'a b  c' },
    },
    async observe({ s3, bucketWith }) {
      const { bucket: Bucket } = await bucketWith()
      const said = {
        ContentType: 'text/plain; charset=utf-8',
        CacheControl: 'max-age=60',
        ContentDisposition: 'inline',
        ContentEncoding: 'gzip',
        ContentLanguage: 'en',
        Metadata: { Author: 'Ada', empty: '', 'With-Dash': 'a b  c' },
      }
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', Expires: new Date(future), ...said }))
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      const { ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage } = head
      const { ExpiresString, Metadata } = head
      return {
        ContentType,
        CacheControl,
        ContentDisposition,
        ContentEncoding,
        ContentLanguage,
        ExpiresString,
        Metadata,
      }
    },
  },
  'an object of which nothing was said has the type of bytes': {
    s3: 'binary/octet-stream',
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      await raw({ method: 'PUT', path: `/${bucket}/a`, body: 'x' })
      return (await raw({ path: `/${bucket}/a` })).headers['content-type'] ?? null
    },
  },
  'HEAD says the size and the entity tag, and has no body': {
    s3: [200, '10', etag, 'bytes', 0],
    async observe(place) {
      const { status, headers, body } = await readWith(place, {}, 'HEAD')
      return [status, headers['content-length'], headers['etag'], headers['accept-ranges'], body.length]
    },
  },
})
