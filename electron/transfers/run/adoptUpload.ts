/** An upload in parts that somebody began and never completed, gone on with by the file it was begun with. */
import { failed } from '../../../shared/failure.ts'
import { listParts, type ListedPart } from '../../s3/listParts.ts'
import type { Upload } from '../../s3/multipart.ts'
import type { PartsJournal } from '../tasks.ts'
import { mostParts, partSizeOf } from './partSize.ts'
import type { ServerContext } from './runContext.ts'
import type { Source } from './source.ts'

type UploadJournal = Extract<PartsJournal, { kind: 'upload' }>

/**
 * Looks what has arrived and compares the first of it with the file, so that no other file ends under its key. What
 * is alike is not sent again. Failures: not-found (upload-gone), conflict (other-file), unsupported (odd-parts), and
 * those of the source.
 */
export async function adoptUpload(
  { server, signal, journal }: ServerContext,
  source: Source,
  upload: Upload,
): Promise<UploadJournal> {
  const facts = await source.facts()
  const parts = await listParts(server, upload, { signal, priority: 'transfer' })
  const partBytes = partBytesOf(parts, facts.sizeBytes)
  const [first] = parts
  if (first !== undefined) {
    const span = { offset: (first.partNumber - 1) * partBytes, length: first.sizeBytes }
    const fits = span.offset + span.length <= facts.sizeBytes
    if (!fits || (await source.part(span)).md5 !== first.etag) throw otherFile(source.name)
  }
  const { key, uploadId } = upload
  const adopted: UploadJournal = { kind: 'upload', key, uploadId, partBytes, ...facts, etag: null }
  await journal.begin(adopted)
  return adopted
}

/** All parts are as big as the first, but for the last of the file. */
function partBytesOf(parts: readonly ListedPart[], sizeBytes: number): number {
  const [first, ...others] = parts
  if (first === undefined) return partSizeOf(sizeBytes)
  const partBytes = first.sizeBytes
  const lastNumber = Math.ceil(sizeBytes / partBytes)
  const isEven = others.every(
    ({ partNumber, sizeBytes: bytes }) => partNumber === lastNumber || bytes === partBytes,
  )
  if (isEven && lastNumber <= mostParts) return partBytes
  throw failed({
    code: 'unsupported',
    reason: 'odd-parts',
    message: 'This upload was begun in parts that Strata can’t go on with: they are of different sizes.',
    advice: 'Go on with the program that began it, or abort it and upload the file anew.',
  })
}

const otherFile = (name: string) =>
  failed({
    code: 'conflict',
    reason: 'other-file',
    message: `This is not the file that the upload of “${name}” was begun with: what has arrived differs from it.`,
    advice:
      'Nothing was sent, and what has arrived is still there. Choose the right file. If it was the right one, the server keeps parts encrypted so that nobody can compare them: abort the upload and begin anew.',
  })
