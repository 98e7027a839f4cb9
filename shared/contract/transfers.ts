/** Uploads and downloads. Paths never cross: a drop or a target was registered in the main process before. */
import { z } from 'zod'
import { momentSchema } from '../model/moment.ts'
import { bucketRefSchema, prefixRefSchema } from '../model/selection.ts'
import { transferItemSchema, transfersStateSchema } from '../model/transfer.ts'
import { call, streamOf } from './base.ts'

const batchRef = z.object({ batchId: z.string() })

const wantedSchema = z.object({
  kind: z.enum(['file', 'folder']),
  key: z.string(),
  /** null: the current version. Folders have none. */
  versionId: z.string().nullable(),
  /** Of a folder: what it held at that moment; null: what it holds now. */
  at: momentSchema.nullable(),
})

export const transfersContract = {
  upload: call.input(prefixRefSchema.extend({ dropId: z.string() })).output(batchRef),
  /** `targetId` null: the download folder. */
  download: call
    .input(bucketRefSchema.extend({ wanted: z.array(wantedSchema).min(1), targetId: z.string().nullable() }))
    .output(batchRef),
  state: call.output(transfersStateSchema),
  watch: call.output(streamOf(transfersStateSchema)),
  /** Items [start, end) of a batch: what failed first, then what runs, then the rest in order. */
  items: call
    .input(batchRef.extend({ start: z.int().min(0), end: z.int().min(0) }))
    .output(z.object({ itemCount: z.number(), items: z.array(transferItemSchema) })),
  cancel: call.input(batchRef).output(z.object({})),
  /** Tries again what failed or was cancelled; `mayDestroy` lets it overwrite where no versions are kept. */
  retry: call.input(batchRef.extend({ mayDestroy: z.boolean() })).output(z.object({})),
  /** Takes finished batches off the list. */
  clear: call.output(z.object({})),
  /** Shows what was downloaded in the system's own file browser. */
  reveal: call.input(batchRef).output(z.object({})),
}
