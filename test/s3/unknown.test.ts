/** What a server doesn't have it must refuse: never do something else instead. */
import { deleted } from '../support/bucketWith.ts'
import { conformance, type Case } from './conformance.ts'
import { describeEntries, listVersionsRaw } from './readListing.ts'

/** What came of asking a bucket for something S3 has never heard of, and whether the bucket is still there. */
function bucketCase(method: string, subresource: string, s3: unknown): Case {
  return {
    s3,
    async observe({ raw, bucketWith }) {
      const { bucket } = await bucketWith()
      const { status } = await raw({ method, path: `/${bucket}`, query: { [subresource]: '' } })
      const after = await raw({ method: 'HEAD', path: `/${bucket}` })
      return { refused: status >= 400, still: after.status === 200 }
    },
  }
}

/** The same for an object. */
function objectCase(method: string, subresource: string): Case {
  return {
    s3: { refused: true, listed: ['a 2 latest', 'a 1'] },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['one', 'two'] })
      const body = method === 'DELETE' ? '' : 'x'
      const { status } = await place.raw({
        method,
        path: `/${bucket}/a`,
        query: { [subresource]: '' },
        body,
      })
      const { entries } = await listVersionsRaw(place, bucket)
      return { refused: status >= 400, listed: describeEntries(entries, versionIds) }
    },
  }
}

const refused = { refused: true, still: true }

conformance('what is unknown', {
  'a DELETE of a bucket with an unknown subresource leaves the bucket': bucketCase(
    'DELETE',
    'unheardOf',
    refused,
  ),
  'a PUT of a bucket with an unknown subresource is refused': bucketCase('PUT', 'unheardOf', refused),
  'a GET of a bucket with an unknown subresource is refused': bucketCase('GET', 'unheardOf', refused),
  'a DELETE of an object with an unknown subresource leaves the object': objectCase('DELETE', 'unheardOf'),
  'a PUT of an object with an unknown subresource leaves the object': objectCase('PUT', 'unheardOf'),
  'a POST of an object with an unknown subresource is refused': objectCase('POST', 'unheardOf'),
  'deleting an access list, which nobody can, leaves the object': objectCase('DELETE', 'acl'),
  'deleting a version that is empty leaves the object': {
    s3: { refused: true, listed: ['a marker 2 latest', 'a 1'] },
    async observe(place) {
      const { bucket, versionIds } = await place.bucketWith({ a: ['one', deleted] })
      const { status } = await place.raw({ method: 'DELETE', path: `/${bucket}/a`, query: { versionId: '' } })
      const { entries } = await listVersionsRaw(place, bucket)
      return { refused: status >= 400, listed: describeEntries(entries, versionIds) }
    },
  },
})
