/** The parts of an upload: sent, or copied from an object. */
import type { Database } from '../../storage/sqlite.ts'
import { checksumElement, checksumHeader } from '../body/checksums.ts'
import { commitReceived, receiveBody } from '../body/receiveBody.ts'
import { requireBucket } from '../engine/buckets.ts'
import { ownReceived, ownSegments, segmentsOf, slice } from '../engine/contents.ts'
import type { Engine } from '../engine/engine.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { putPart, requireUpload, type Upload } from '../engine/uploads.ts'
import type { Version } from '../engine/versions.ts'
import { documentAnswer, emptyAnswer, type Answer } from '../http/answer.ts'
import type { Call, Operation } from '../http/call.ts'
import { checkUploadSize } from '../http/parameters.ts'
import type { ByteRange } from '../http/range.ts'
import type { S3Request } from '../http/request.ts'
import { text, xmlDocument } from '../http/xml.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'
import { checkCopySize, commitCopy, proveBytes, sourceVersionHeader, type Source } from './copySource.ts'
import { timeElement } from './listElements.ts'

const mostParts = 10_000

function readPartNumber({ query }: S3Request): number {
  const number = query.get('partNumber') ?? ''
  if (/^\d{1,5}$/.test(number) && Number(number) >= 1 && Number(number) <= mostParts) return Number(number)
  const message = `Part number must be an integer between 1 and ${mostParts}, inclusive`
  throw invalidArgument('partNumber', number, message)
}

/** The upload a request names, or NoSuchUpload. */
export function uploadOf({ request, bucketName, key }: Call, db: Database): Upload {
  return requireUpload(db, requireBucket(db, bucketName), key, request.query.get('uploadId') ?? '')
}

/**
 * API_UploadPart, in the place of an earlier part of that number. Its checksum is computed with the upload's
 * algorithm, sent or not; another one is an InvalidRequest.
 */
async function uploadPart(call: Call): Promise<Answer> {
  const { engine, request, body } = call
  const number = readPartNumber(request)
  const { checksumAlgorithm } = uploadOf(call, engine.db)
  const incoming = body()
  checkUploadSize(incoming.declared.sizeBytes)
  const sent = incoming.declared.checksum?.algorithm ?? null
  if (checksumAlgorithm !== null && sent !== null && sent !== checksumAlgorithm) {
    const message = `Checksum Type mismatch occurred, expected checksum Type: ${checksumAlgorithm.toLowerCase()}, actual checksum Type: ${sent.toLowerCase()}`
    throw s3Error('InvalidRequest', message)
  }
  const part = await receiveBody(engine, incoming, checksumAlgorithm)
  const etag = part.md5.toString('hex')
  await commitReceived(engine, part, (tx) => {
    putPart(tx, engine.files, uploadOf(call, tx.db), {
      number,
      sizeBytes: part.sizeBytes,
      etag,
      checksum: checksumAlgorithm === null ? null : (part.checksum?.value ?? null),
      own: (inner, owner) => ownReceived(inner, owner, part.received),
    })
  })
  const { checksum } = part
  return emptyAnswer(200, {
    etag: `"${etag}"`,
    ...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value }),
  })
}

const rangeShape = /^bytes=(\d+)-(\d+)$/

/** The range of the source to copy; all of it without the header. Fails with InvalidArgument. */
function readCopyRange({ headers }: S3Request, { sizeBytes }: Version): ByteRange {
  const header = headers.get('x-amz-copy-source-range')
  if (header === undefined) return { start: 0, length: sizeBytes }
  const [, first, last] = rangeShape.exec(header) ?? []
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    const message =
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy'
    throw invalidArgument('x-amz-copy-source-range', header, message)
  }
  if (Number(last) >= sizeBytes) {
    const message = `Range specified is not valid for source object of size: ${sizeBytes}`
    throw invalidArgument('x-amz-copy-source-range', header, message)
  }
  return { start: Number(first), length: Number(last) - Number(first) + 1 }
}

/** API_UploadPartCopy. */
async function uploadPartCopy(call: Call): Promise<Answer> {
  const { engine, request } = call
  const number = readPartNumber(request)
  const { checksumAlgorithm } = uploadOf(call, engine.db)
  return await commitCopy(
    engine,
    request,
    async ({ version }) => {
      const range = readCopyRange(request, version)
      checkCopySize(range.length)
      return await proveBytes(engine, version, range, checksumAlgorithm)
    },
    (tx, source, { etag, checksum }) => {
      const range = readCopyRange(request, source.version)
      const part = { number, sizeBytes: range.length, etag, checksum: checksum?.value ?? null }
      copyPart(tx, engine, uploadOf(call, tx.db), source, range, part)
      return documentAnswer(
        xmlDocument(
          'CopyPartResult',
          timeElement('LastModified', tx.nowMs),
          text('ETag', `"${etag}"`),
          checksum ? text(checksumElement(checksum.algorithm), checksum.value) : '',
        ),
        sourceVersionHeader(source),
      )
    },
  )
}

function copyPart(
  tx: Transaction,
  engine: Engine,
  upload: Upload,
  { version }: Source,
  range: ByteRange,
  part: { number: number; sizeBytes: number; etag: string; checksum: string | null },
): void {
  putPart(tx, engine.files, upload, {
    ...part,
    own(inner, owner) {
      const bytes = slice(segmentsOf(inner.db, version.owner), range.start, range.length)
      ownSegments(inner, owner, [bytes])
    },
  })
}

const requires = ['uploadId', 'partNumber']

export const partOperations: readonly Operation[] = [
  { name: 'UploadPart', method: 'PUT', on: 'object', requires, run: uploadPart },
  { name: 'UploadPartCopy', method: 'PUT', on: 'object', requires, copies: true, run: uploadPartCopy },
]
