/**
 * The writes that may go out at all. A server overlooks a subresource that it doesn't know and does the plain
 * thing instead: `DELETE ?encryption` deletes the bucket (Ceph), `PUT key?attributes` overwrites the object.
 */
import { failed, type FailureError } from '../../shared/failure.ts'

type Level = 'server' | 'bucket' | 'object'

/** Names in the query, sorted; what each needs before it may be sent is said where it is sent. */
const writes: Readonly<Record<string, readonly string[]>> = {
  // Without any name: CreateBucket. There is no plain DELETE of a bucket.
  'PUT bucket': ['', 'lifecycle', 'versioning'],
  'POST bucket': ['delete'],
  'DELETE bucket': ['lifecycle'],
  'PUT object': [
    '',
    'tagging',
    'tagging&versionId',
    'acl',
    'acl&versionId',
    // Of a version that lies where locks are kept: it always has an id.
    'retention&versionId',
    'legal-hold&versionId',
    'partNumber&uploadId',
  ],
  'POST object': ['uploads', 'uploadId'],
  'DELETE object': ['', 'versionId', 'uploadId'],
}

/** With an empty value these are overlooked, too: `DELETE key?versionId=` deletes the key. */
const neverEmpty = new Set(['versionId', 'uploadId', 'partNumber'])

/** The SDK's own, for logs; it means nothing. */
const meaningless = new Set(['x-id'])

type Outgoing = {
  readonly method: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
}

type Subject = { readonly Bucket?: string | undefined; readonly Key?: string | undefined }

/** Reading does no harm: who reads looks at what the answer is. Failures: unsupported (not-sent). */
export function refuseUnknownWrite({ method, query = {} }: Outgoing, { Bucket, Key }: Subject): void {
  if (method === 'GET' || method === 'HEAD') return
  const level: Level = Key !== undefined ? 'object' : Bucket !== undefined ? 'bucket' : 'server'
  const names = Object.keys(query)
    .filter((name) => !meaningless.has(name))
    .toSorted()
  const isEmpty = names.some((name) => neverEmpty.has(name) && (query[name] ?? '') === '')
  const isKnown = writes[`${method} ${level}`]?.includes(names.join('&')) ?? false
  if (isEmpty || !isKnown) throw notSent(`${method} ?${names.join('&')}`, level)
}

const notSent = (request: string, level: Level): FailureError =>
  failed({
    code: 'unsupported',
    reason: 'not-sent',
    message: `“${request}” of ${level === 'object' ? 'an object' : `a ${level}`} was not sent: a server that doesn't know it might delete or overwrite what it is about.`,
    advice: 'Nothing was changed.',
  })
