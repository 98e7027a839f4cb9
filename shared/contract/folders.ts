/** Folders and files of this computer, chosen by a person: the renderer gets ids, never paths. */
import { z } from 'zod'
import { call } from './base.ts'

const targetSchema = z.object({ targetId: z.string(), label: z.string() })
export type Target = z.infer<typeof targetSchema>

const folderSchema = z.object({ folderId: z.string(), name: z.string() })

export const foldersContract = {
  /** Asks with the system's dialog; null when cancelled. `unsupported` in the browser host: see `browse`. */
  chooseTarget: call.output(targetSchema.nullable()),
  /** Asks for files or folders to upload with the system's dialog; null when cancelled. */
  chooseUpload: call
    .input(z.object({ kind: z.enum(['files', 'folder']) }))
    .output(z.object({ dropId: z.string(), itemCount: z.number() }).nullable()),
  /** The in-app chooser of the browser host: what is in a folder (null: the places to start from). */
  browse: call.input(z.object({ folderId: z.string().nullable() })).output(
    z.object({
      /** From the outermost to the folder itself. */
      path: z.array(folderSchema),
      folders: z.array(folderSchema),
    }),
  ),
  /** Makes a folder inside another, for the in-app chooser. */
  make: call.input(z.object({ folderId: z.string(), name: z.string() })).output(folderSchema),
  /** Turns a folder of the in-app chooser into a download target. */
  target: call.input(z.object({ folderId: z.string() })).output(targetSchema),
}
