/** Everything the store can do. What isn't here is answered with 501 before anything happens. */
import type { Operation } from '../http/call.ts'
import { bucketOperations } from './buckets.ts'
import { copyOperations } from './copyObject.ts'
import { deleteOperations } from './deleteObject.ts'
import { listObjectsOperations } from './listObjects.ts'
import { listObjectVersionsOperations } from './listObjectVersions.ts'
import { listUploadsOperations } from './listUploads.ts'
import { partOperations } from './parts.ts'
import { putObjectOperations } from './putObject.ts'
import { readObjectOperations } from './readObject.ts'
import { taggingOperations } from './tagging.ts'
import { uploadOperations } from './uploads.ts'
import { versioningOperations } from './versioning.ts'

export const operations: readonly Operation[] = [
  ...bucketOperations,
  ...versioningOperations,
  ...listObjectsOperations,
  ...listObjectVersionsOperations,
  ...readObjectOperations,
  ...putObjectOperations,
  ...copyOperations,
  ...deleteOperations,
  ...taggingOperations,
  ...uploadOperations,
  ...partOperations,
  ...listUploadsOperations,
]
