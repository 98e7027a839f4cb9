/** Where Ceph RGW (16.2) does otherwise than S3: what it shows instead, and why that is so or what it means. */

interface Difference {
  readonly instead: unknown
  readonly why: string
}

/** Differences by case. */
type Differences = Readonly<Record<string, Difference>>

const noConditions =
  'conditions on this request are ignored: a change in between can only be found afterwards'
const noChecksums = 'x-amz-checksum-* is ignored: only Content-MD5 proves a body'
const emptyBody = 'the error has no document: only the status tells'
const noSuchKey = 'what is no readable version is no key to it'
const unknownIgnored = 'an unknown subresource is overlooked and the plain operation happens: never send one'
const failed = { refused: false, still: true }

const buckets: Differences = {
  'a bucket that is mine already is a conflict': {
    instead: 'none',
    why: 'creating what is mine already succeeds, as in the oldest region of S3',
  },
  'a bucket of us-east-1 has no location': {
    instead: 'default',
    why: 'the location is the name of the zone group',
  },
  'versioning is enabled, suspended and enabled again, and never back to never': {
    instead: ['Enabled', 'Suspended', 'Enabled', { status: 400, code: 'InvalidArgument' }, 'Enabled'],
    why: 'another code for a state that can not be',
  },
}

const versions: Differences = {
  'a GET of a deleted key says that a marker is current, and which': {
    instead: { status: 404, code: 'NoSuchKey', marker: undefined, named: false },
    why: 'a deleted key looks like one that never was: ask the version listing',
  },
  'a DELETE on a deleted key adds a second marker': {
    instead: { marker: null, listed: ['a marker 2 latest', 'a 1'] },
    why: 'deleting what is deleted changes nothing and names nothing',
  },
  'a marker that is named answers 405 and what it is': {
    instead: {
      status: 404,
      code: 'NoSuchKey',
      marker: undefined,
      named: false,
      allow: undefined,
      dated: false,
    },
    why: noSuchKey,
  },
  'HEAD answers 404 for a deleted key and 405 for its marker': { instead: [404, 404], why: noSuchKey },
  'a version id of another key is no version of this one': {
    instead: { status: 404, code: 'NoSuchKey' },
    why: noSuchKey,
  },
  'a version id that can be none is refused': { instead: [404, 'NoSuchKey'], why: noSuchKey },
  'a suspended bucket names no version when it writes, and null when it reads': {
    instead: { put: null, get: null, head: null },
    why: 'the version null is never named in headers',
  },
  'a DELETE in a suspended bucket destroys the version null and leaves a null marker': {
    instead: {
      marker: true,
      id: 'null',
      listed: ['a marker null latest', 'a 1'],
      old: { status: 404, code: 'NoSuchKey' },
    },
    why: noSuchKey,
  },
  'a DELETE with If-Match leaves what is not the one expected': {
    instead: {
      wrong: 'none',
      none: 'none',
      named: 'none',
      listed: ['a marker ? latest', 'b marker ? latest'],
    },
    why: noConditions,
  },
}

const listings: Differences = {
  'start-after names a key: a folder with later keys is still listed': {
    instead: [['d', 'f', 'e/']],
    why: 'start-after is a marker: the folder that holds it is behind it',
  },
  'a token that was never given is refused': { instead: 'none', why: 'a token is a key like any other' },
  'the first version of the API names the next marker only with a delimiter': {
    instead: { plain: [true, 'b/1'], delimited: [true, 'b/'] },
    why: 'the next marker is always named',
  },
  'a key marker alone has every version of its key behind it': {
    instead: ['a 2 latest', 'a 1', 'b 1 latest'],
    why: 'the key of the marker is listed once more: whoever pages by key alone sees it twice',
  },
  'a version marker without a key marker is refused': {
    instead: [200, null],
    why: 'a version marker by itself is overlooked',
  },
  'a version listing goes on behind a version that was destroyed meanwhile': {
    instead: [],
    why: 'the rest of the key is skipped: never destroy versions and go on from a marker among them',
  },
  'encoding-type=url encodes keys, + for a blank and / left alone': {
    instead: ['a%20b%2Bc%25%2F%C3%A9%01'],
    why: 'a blank is %20 and the slash is encoded too; a + is never a blank',
  },
  'encoding-type=url encodes prefixes and markers too': {
    instead: { prefix: 'a b/', delimiter: '/', folders: ['a%20b/c%2B/'], next: 'a b/c+/' },
    why: 'the prefix and the next marker are not encoded: decoding them corrupts them',
  },
  'another encoding is refused': { instead: [200, null], why: 'an unknown encoding is overlooked' },
}

const keys: Differences = {
  'a key of 1,025 bytes is too long': {
    instead: { status: 400, code: 'InvalidObjectName' },
    why: 'another code',
  },
  'a path that is no UTF-8 is refused': { instead: 403, why: 'the signature is checked first' },
  'DeleteObjects can not hold a control character, and deletes nothing then': {
    instead: { failed: { status: 400, code: 'Unknown' }, left: 2 },
    why: emptyBody,
  },
}

const reads: Differences = {
  'no last bytes can not be satisfied': {
    instead: [206, '0123456789', 'bytes 0-9/10'],
    why: 'the last 0 bytes are all of them',
  },
  'a range that is none is ignored': {
    instead: [200, '0123456789', 'bytes 0-9/10'],
    why: 'it is ignored, but the answer bears a Content-Range',
  },
  'a range that ends before it starts is ignored': {
    instead: [416, 'InvalidRange'],
    why: 'it counts as one that can not be satisfied',
  },
}

const writes: Differences = {
  'a right CRC-32 is accepted and given back': { instead: [200, null, null, null], why: noChecksums },
  'a wrong CRC-32 stores nothing': { instead: [200, null, 1], why: noChecksums },
  'two checksums are one too many': { instead: [200, null, 1], why: noChecksums },
  'the SDK as it comes sends a stream with its checksum behind it': {
    instead: { status: 411, code: 'MissingContentLength' },
    why: 'trailers are unknown: the SDK must be told WHEN_REQUIRED',
  },
  'a body in signed chunks is put together': {
    instead: [200, null, true, 'aws-chunked'],
    why: 'how the body travelled stays on as its Content-Encoding',
  },
  'a chunk that was tampered with stores nothing': {
    instead: [400, 'XAmzContentSHA256Mismatch', false, null],
    why: 'another code',
  },
  'If-None-Match: * refuses to overwrite': {
    instead: { failed: 'none', versions: 2 },
    why: 'in a bucket with versions the condition is ignored',
  },
  'If-Match writes over what is expected': {
    instead: { status: 412, code: 'PreconditionFailed' },
    why: 'a quoted entity tag never matches',
  },
  'If-Match where there is nothing finds no key': {
    instead: { status: 412, code: 'PreconditionFailed' },
    why: 'what is not there does not match',
  },
  'a storage class nobody knows is refused': { instead: [400, 'InvalidArgument', 0], why: 'another code' },
  'more than 2 KB of metadata are too much': { instead: [200, null, 1], why: 'the limit is far higher' },
}

const copies: Differences = {
  'MetadataDirective=REPLACE says it anew and keeps the tags': {
    instead: { type: 'text/y', cache: null, metadata: { editor: 'Bob' }, tags: [] },
    why: 'the tags go with the metadata: put them again afterwards',
  },
  'TaggingDirective=REPLACE changes the tags alone': {
    instead: {
      type: 'text/x',
      cache: 'max-age=1',
      metadata: { author: 'Ada' },
      tags: ['k2=v2', 'k=v'],
    },
    why: 'the tagging directive is ignored',
  },
  'a copy names the version it made and the one it is of': {
    instead: { made: false, source: false, etag: '5d41402abc4b2a76b9719d911017c592' },
    why: 'no version is named and the entity tag has no quotes: list to learn the version',
  },
  'a source that is not there, deleted or a marker is refused': {
    instead: {
      missing: { status: 404, code: 'NoSuchKey' },
      deleted: { status: 404, code: 'NoSuchKey' },
      marker: { status: 404, code: 'NoSuchKey' },
      bucket: { status: 404, code: 'NoSuchBucket' },
    },
    why: noSuchKey,
  },
  'a copy may insist on its source': {
    instead: ['none', 'none', 'none'],
    why: 'only x-amz-copy-if-match and its like are heeded, which nobody sends',
  },
  'a copy may insist on what it overwrites': { instead: ['none', 'none', 'none'], why: noConditions },
  'a copy of a multipart object is an object like any other': {
    instead: { etag: 'of parts', content: 5 * 1024 * 1024 + 1 },
    why: 'the entity tag of the source is kept',
  },
}

const multipart: Differences = {
  'completing answers with the entity tag': { instead: '', why: 'the entity tag of the answer is empty' },
  'what is said at the start is said of the object': {
    instead: { type: 'text/x', metadata: { author: 'Ada' }, tags: undefined },
    why: 'tags given at the start are lost, and the answer about them has no body',
  },
  'parts that are not named are left out': {
    instead: { status: 400, code: 'InvalidPart' },
    why: 'every part that was sent must be named',
  },
  'parts out of order, unknown, changed or too small are refused, and nothing is lost': {
    instead: {
      order: { status: 400, code: 'EntityTooSmall' },
      unknown: { status: 400, code: 'EntityTooSmall' },
      changed: { status: 400, code: 'InvalidPart' },
      small: { status: 400, code: 'EntityTooSmall' },
      none: { status: 400, code: 'MalformedXML' },
      parts: [1, 2],
    },
    why: 'sizes are looked at before order and existence',
  },
  'a part number above 10,000 is refused': { instead: 'none', why: 'the number has no limit' },
  'an aborted upload is gone': {
    instead: {
      abort: 'none',
      again: { status: 404, code: 'NoSuchUpload' },
      part: { status: 404, code: 'NoSuchUpload' },
      list: { status: 404, code: 'NoSuchKey' },
      complete: { status: 500, code: 'InternalError' },
    },
    why: 'an upload that is gone has a code for each operation',
  },
  'a completed upload is no upload any more': {
    instead: 'none',
    why: 'completing twice succeeds twice: the second time names no version',
  },
  'uploads of one key are listed in the order they were started': {
    instead: false,
    why: 'the ids are random, and that is their order',
  },
  'uploads are rolled up by a delimiter': {
    instead: { keys: ['a'], folders: [] },
    why: 'uploads in folders are missing: list without a delimiter',
  },
  'a range that the source does not have is refused': {
    instead: { behind: { status: 416, code: 'InvalidRange' }, open: { status: 416, code: 'InvalidRange' } },
    why: 'another code',
  },
  'completing may insist that there is nothing yet': {
    instead: { failed: 'none', versions: 2 },
    why: noConditions,
  },
  'a checksum of the whole is composed of those of the parts': {
    instead: { type: null, parts: null },
    why: noChecksums,
  },
}

const deletingMany: Differences = {
  'a thousand and one keys are too many': { instead: [400, null], why: emptyBody },
  'without Content-MD5 or a checksum nothing is deleted': {
    instead: [200, null, ['a marker ? latest', 'a 1']],
    why: 'no proof of the document is asked for',
  },
  'with a wrong Content-MD5 nothing is deleted': {
    instead: [200, null, ['a marker ? latest', 'a 1']],
    why: 'Content-MD5 of a document is not verified',
  },
  'a document that is none deletes nothing': { instead: [400, null], why: emptyBody },
  'a condition that does not hold is an error of its key alone': {
    instead: { gone: ['a', 'b'], errors: [] },
    why: noConditions,
  },
}

const tagging: Differences = {
  'tags are put, replaced and deleted without a new version': {
    instead: { put: ['a b=c&d', 'é=ü'], replaced: ['n=1'], deleted: ['n=1'], versions: 1 },
    why: 'deleting tags without naming a version is acknowledged and changes nothing in a bucket with versions',
  },
  'eleven tags, a tag twice and a long one are refused': {
    instead: [{ status: 400, code: 'InvalidTag' }, 'none', { status: 400, code: 'InvalidTag' }],
    why: 'of a tag that comes twice one is kept',
  },
}

const signatures: Differences = {
  'a URL for more than a week is refused': { instead: [403, 'AccessDenied'], why: 'another code' },
  'a header that changes the meaning must be signed': {
    instead: [200, null],
    why: 'headers that were not signed are heeded all the same: only TLS protects them',
  },
}

const unknown: Differences = {
  'a DELETE of a bucket with an unknown subresource leaves the bucket': {
    instead: { refused: false, still: false },
    why: unknownIgnored,
  },
  'a PUT of a bucket with an unknown subresource is refused': { instead: failed, why: unknownIgnored },
  'a GET of a bucket with an unknown subresource is refused': { instead: failed, why: unknownIgnored },
  'a DELETE of an object with an unknown subresource leaves the object': {
    instead: { refused: false, listed: ['a marker ? latest', 'a 2', 'a 1'] },
    why: unknownIgnored,
  },
  'deleting an access list, which nobody can, leaves the object': {
    instead: { refused: false, listed: ['a marker ? latest', 'a 2', 'a 1'] },
    why: unknownIgnored,
  },
  'a PUT of an object with an unknown subresource leaves the object': {
    instead: { refused: false, listed: ['a ? latest', 'a 2', 'a 1'] },
    why: unknownIgnored,
  },
  'deleting a version that is empty leaves the object': {
    instead: { refused: false, listed: ['a marker 2 latest', 'a 1'] },
    why: 'an empty version id is none: it is a plain DELETE',
  },
}

/** By topic. */
export const differences: Readonly<Record<string, Differences>> = {
  buckets,
  versions,
  listings,
  keys,
  reads,
  writes,
  copies,
  multipart,
  'deleting many': deletingMany,
  tagging,
  signatures,
  'what is unknown': unknown,
}
