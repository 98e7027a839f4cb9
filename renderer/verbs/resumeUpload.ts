/** Goes on with an upload that was begun and never completed: asks for the file, and shows it on its way. */
import { parentPrefix } from '../../shared/key.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { UploadRef } from '../../shared/model/upload.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import type { Strata } from '../strata.ts'
import { uploadChosen } from './upload.ts'

export function resumeUpload(strata: Strata, bucket: BucketRef, { key, uploadId }: UploadRef): void {
  const place = { ...bucket, prefix: parentPrefix(key) }
  uploadChosen(strata, place, 'files', { options: usualUpload, into: { key, uploadId } })
  strata.transfers.panelOpen.set(true)
}
