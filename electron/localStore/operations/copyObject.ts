/** Copying an object within the store: no byte moves. */
import { requireBucket } from '../engine/buckets.ts'
import { ownSegments, segmentsOf } from '../engine/contents.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { currentVersion, type Checksum, type ObjectHeaders, type Tag } from '../engine/versions.ts'
import { putVersion, type NewVersion, type Written } from '../engine/writes.ts'
import { checksumElement } from '../body/checksums.ts'
import { documentAnswer, presentHeaders, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { checkWriteCondition, readWriteCondition } from '../http/conditions.ts'
import { readObjectHeaders } from '../http/objectHeaders.ts'
import { readChecksumAlgorithm, readDirective, readStorageClass } from '../http/parameters.ts'
import type { S3Request } from '../http/request.ts'
import { readTaggingHeader } from '../http/tags.ts'
import { text, xmlDocument } from '../http/xml.ts'
import { s3Error } from '../s3Error.ts'
import { timeElement } from './listElements.ts'
import {
  checkCopySize,
  commitCopy,
  proveBytes,
  sourceVersionHeader,
  type BytesProof,
  type Source,
} from './copySource.ts'

/** What the copy has of its source and what of the request. */
interface Description {
  readonly headers: (source: ObjectHeaders) => ObjectHeaders
  readonly tags: (source: readonly Tag[]) => readonly Tag[]
  readonly storageClass: string
}

function readDescription(request: S3Request): Description {
  const replacesHeaders = readDirective(request, 'x-amz-metadata-directive') === 'REPLACE'
  const replacesTags = readDirective(request, 'x-amz-tagging-directive') === 'REPLACE'
  const headers = readObjectHeaders(request)
  const tags = replacesTags ? readTaggingHeader(request) : []
  const { websiteRedirect } = headers
  return {
    headers(source) {
      if (replacesHeaders) return headers
      // A redirect is never copied along.
      const { websiteRedirect: _, ...copied } = source
      return websiteRedirect === undefined ? copied : { ...copied, websiteRedirect }
    },
    tags: (source) => (replacesTags ? tags : source),
    storageClass: readStorageClass(request),
  }
}

/** A copy of whatever is current onto itself must change something; a version that was named is put on top. */
function checkChangesSomething({ request, bucketName, key }: Call, { bucket, version, named }: Source): void {
  const itself = bucket.name === bucketName && version.key === key && !named
  const changes =
    readDirective(request, 'x-amz-metadata-directive') === 'REPLACE' ||
    readStorageClass(request) !== version.storageClass ||
    request.headers.has('x-amz-website-redirect-location')
  if (!itself || changes) return
  throw s3Error(
    'InvalidRequest',
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  )
}

/**
 * API_CopyObject: from a version that is named or current. Fails as a read of the source and a write of the target
 * do, and with InvalidRequest above 5 GiB and for a copy onto itself that changes nothing.
 */
async function copyObject(call: Call): Promise<Answer> {
  const { engine, request, bucketName, key } = call
  const condition = readWriteCondition(request)
  const description = readDescription(request)
  const wanted = readChecksumAlgorithm(request)
  requireBucket(engine.db, bucketName)
  const prove = async ({ version }: Source): Promise<BytesProof> => {
    checkCopySize(version.sizeBytes)
    const whole = { start: 0, length: version.sizeBytes }
    return await proveBytes(engine, version, whole, wanted ?? version.checksum?.algorithm ?? null)
  }
  const copy = (tx: Transaction, source: Source, proof: BytesProof): [Source, BytesProof, Written] => {
    const bucket = requireBucket(tx.db, bucketName)
    checkChangesSomething(call, source)
    checkWriteCondition(condition, key, currentVersion(tx.db, bucket, key))
    return [source, proof, putVersion(tx, engine.files, bucket, copyOf(key, source, proof, description))]
  }
  return copyAnswer(...(await commitCopy(engine, request, prove, copy)))
}

function copyOf(key: string, { version }: Source, proof: BytesProof, description: Description): NewVersion {
  return {
    key,
    sizeBytes: version.sizeBytes,
    etag: proof.etag,
    checksum: checksumOf(proof),
    headers: description.headers(version.headers),
    tags: description.tags(version.tags),
    storageClass: description.storageClass,
    own: (tx, owner) => ownSegments(tx, owner, [segmentsOf(tx.db, version.owner)]),
  }
}

function checksumOf({ checksum }: BytesProof): Checksum | null {
  return checksum && { ...checksum, type: 'FULL_OBJECT' }
}

function copyAnswer(source: Source, proof: BytesProof, written: Written): Answer {
  const xml = xmlDocument(
    'CopyObjectResult',
    timeElement('LastModified', written.modifiedMs),
    text('ETag', `"${proof.etag}"`),
    proof.checksum ? text(checksumElement(proof.checksum.algorithm), proof.checksum.value) : '',
    text('ChecksumType', proof.checksum ? 'FULL_OBJECT' : null),
  )
  return documentAnswer(xml, {
    ...presentHeaders({ 'x-amz-version-id': written.versionId }),
    ...sourceVersionHeader(source),
  })
}

export const copyOperations: readonly Operation[] = [
  { name: 'CopyObject', method: 'PUT', on: 'object', copies: true, run: copyObject },
]
