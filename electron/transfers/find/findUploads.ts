/** An upload: every file of a drop is to become a key under a prefix. */
import { failureOf } from '../../../shared/failure.ts'
import { delimiter, keyByteLength } from '../../../shared/key.ts'
import type { UploadRef } from '../../../shared/model/upload.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { S3Server } from '../../s3/server.ts'
import type { NewItem } from '../transferItemTable.ts'
import { keyTooLong, mostKeyBytes, problemFound, taskFound } from './found.ts'
import type { Found } from './localFiles.ts'
import { NamesTaken } from './namesTaken.ts'

type Upload = {
  readonly server: S3Server
  readonly to: PrefixRef
  readonly into: UploadRef | null
  readonly versioning: VersioningState
  readonly files: AsyncIterable<Found>
}

/** Where versions are kept a new one covers the old; anywhere else somebody has to say what becomes of a taken name. */
export async function* findUploads(
  { server, to, into, versioning, files }: Upload,
  signal: AbortSignal,
): AsyncGenerator<NewItem, void, void> {
  const taken = versioning === 'enabled' ? null : new NamesTaken(server, to, signal)
  for await (const found of files) {
    if (signal.aborted) return
    const item = into === null ? itemOf(to, found) : resumedBy(into, found)
    const { task } = item
    yield taken === null || task?.kind !== 'upload' ? item : { ...item, collision: await taken.at(task.key) }
  }
}

function itemOf({ prefix }: PrefixRef, found: Found): NewItem {
  const name = nameOf(found)
  if (found.kind === 'problem') return problemFound(name, found.failure)
  const key = prefix + name
  if (keyByteLength(key) > mostKeyBytes) return problemFound(name, keyTooLong(name))
  if (found.kind === 'empty-folder') return taskFound(name, { kind: 'upload-folder', key }, 0)
  const { filePath, sizeBytes } = found.file
  return taskFound(name, { kind: 'upload', filePath, key }, sizeBytes)
}

/** Goes on under the key it was begun for, whatever the file is called here. */
function resumedBy({ key, uploadId }: UploadRef, found: Found): NewItem {
  if (found.kind === 'problem') return problemFound(nameOf(found), found.failure)
  if (found.kind === 'empty-folder') return problemFound(nameOf(found), oneFileOnly)
  const { filePath, sizeBytes, segments } = found.file
  // The list takes a name once: a second file of the same order is left out by that.
  if (segments.length > 1) return problemFound(nameOf(found), oneFileOnly)
  return taskFound(key, { kind: 'upload', filePath, key, uploadId }, sizeBytes)
}

const oneFileOnly = failureOf({
  code: 'invalid-request',
  reason: 'one-file-only',
  message: 'An upload goes on with one file: the one it was begun with.',
})

function nameOf(found: Found): string {
  if (found.kind === 'file') return found.file.segments.join(delimiter)
  const name = found.segments.join(delimiter)
  return found.kind === 'empty-folder' ? `${name}${delimiter}` : name
}
