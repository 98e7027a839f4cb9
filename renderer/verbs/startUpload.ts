/** Begins the upload of a drop that the main process knows. */
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { UploadOptions } from '../../shared/model/uploadOptions.ts'
import { whenStore } from '../state/store.ts'
import type { Strata } from '../strata.ts'

const shownWithinMs = 1000

/** Resolves with the batch's id once it is on the list, or should be. */
export async function startUpload(
  { api, transfers }: Strata,
  { connectionId, bucket, prefix }: PrefixRef,
  dropId: string,
  options: UploadOptions,
): Promise<string> {
  const { batchId } = await api.transfers.upload({ connectionId, bucket, prefix, dropId, options })
  const shown = whenStore(transfers.state, ({ batches }) =>
    batches.some((batch) => batch.batchId === batchId),
  )
  await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, shownWithinMs))])
  return batchId
}
