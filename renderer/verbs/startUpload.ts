/** Begins the upload of a drop that the main process knows. */
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { UploadRef } from '../../shared/model/upload.ts'
import { usualUpload, type UploadOptions } from '../../shared/model/uploadOptions.ts'
import { whenStore } from '../state/store.ts'
import type { Strata } from '../strata.ts'

/** How files are to be stored; `into`: one file goes on with an incomplete upload, as that was begun. */
export type UploadOrder = { readonly options: UploadOptions; readonly into: UploadRef | null }

export const usualOrder: UploadOrder = { options: usualUpload, into: null }

const shownWithinMs = 1000

/** Resolves with the batch's id once it is on the list, or should be. */
export async function startUpload(
  { api, transfers }: Strata,
  { connectionId, bucket, prefix }: PrefixRef,
  dropId: string,
  { options, into }: UploadOrder,
): Promise<string> {
  const { batchId } = await api.transfers.upload({ connectionId, bucket, prefix, dropId, options, into })
  const shown = whenStore(transfers.state, ({ batches }) =>
    batches.some((batch) => batch.batchId === batchId),
  )
  await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, shownWithinMs))])
  return batchId
}
