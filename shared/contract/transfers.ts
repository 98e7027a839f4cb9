/** Uploads, downloads, copies between servers. Paths never cross: a drop or a target was registered in the main process before. */
import { z } from 'zod'
import { momentSchema } from '../model/moment.ts'
import { bucketRefSchema, prefixRefSchema } from '../model/selection.ts'
import { scopeSchema } from '../model/plan.ts'
import { collisionChoiceSchema, transferItemSchema, transfersStateSchema } from '../model/transfer.ts'
import { uploadRefSchema } from '../model/upload.ts'
import { uploadOptionsSchema } from '../model/uploadOptions.ts'
import { call, streamOf } from './base.ts'

const batchRef = z.object({ batchId: z.string() })
const manyRef = z.object({ batchId: z.string().nullable() })

const wantedSchema = z.object({
  kind: z.enum(['file', 'folder']),
  key: z.string(),
  /** null: the current version. Folders have none. */
  versionId: z.string().nullable(),
  /** Of a folder: what it held at that moment; null: what it holds now. */
  at: momentSchema.nullable(),
})

export const transfersContract = {
  /**
   * `into`: the drop's one file goes on with this incomplete upload, whatever the prefix, with the options it was
   * begun with. Another file is refused (other-file).
   */
  upload: call
    .input(
      prefixRefSchema.extend({
        dropId: z.string(),
        options: uploadOptionsSchema,
        into: uploadRefSchema.nullable().default(null),
      }),
    )
    .output(batchRef),
  /** `targetId` null: the download folder. */
  download: call
    .input(bucketRefSchema.extend({ wanted: z.array(wantedSchema).min(1), targetId: z.string().nullable() }))
    .output(batchRef),
  /**
   * One version of each file into another bucket, also of another server: by the server where it can, else through
   * here. `at` null: the current versions; else those of that moment.
   */
  copy: call
    .input(bucketRefSchema.extend({ scope: scopeSchema, at: momentSchema.nullable(), to: prefixRefSchema }))
    .output(batchRef),
  state: call.output(transfersStateSchema),
  watch: call.output(streamOf(transfersStateSchema)),
  /** Items [start, end) of a batch: what asks or failed first, then what runs, then the rest in order. */
  items: call
    .input(batchRef.extend({ start: z.int().min(0), end: z.int().min(0) }))
    .output(z.object({ itemCount: z.number(), items: z.array(transferItemSchema) })),
  /** Stops after the parts under way, until `resume`, also across restarts; null: all batches. */
  pause: call.input(manyRef).output(z.object({})),
  resume: call.input(manyRef).output(z.object({})),
  /** Ahead of all other batches. */
  prioritise: call.input(batchRef).output(z.object({})),
  /** What becomes of files whose name is taken; `itemIds` null: of all in the batch, also of those found later. */
  decide: call
    .input(batchRef.extend({ itemIds: z.array(z.string()).nullable(), choice: collisionChoiceSchema }))
    .output(z.object({})),
  cancel: call.input(batchRef).output(z.object({})),
  /** Tries again what failed or was cancelled; `mayDestroy` lets it overwrite where no versions are kept. */
  retry: call.input(batchRef.extend({ mayDestroy: z.boolean() })).output(z.object({})),
  /** Takes a finished batch off the list; null: all that are finished. */
  clear: call.input(manyRef).output(z.object({})),
  /** Opens what was downloaded with the program the system has for it; `itemId` null: the first file, or only one. */
  openSaved: call.input(batchRef.extend({ itemId: z.string().nullable() })).output(z.object({})),
  /** Shows what was downloaded (one file of it, or all) in the system's own file browser. */
  reveal: call.input(batchRef.extend({ itemId: z.string().nullable() })).output(z.object({})),
}
