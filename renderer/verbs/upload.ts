/** Uploads what a person dropped or chose; on both hosts the main process gets a drop, then begins. */
import type { PrefixRef } from '../../shared/model/selection.ts'
import { sourceOfDrop, sourceOfFiles } from '../drop/findFiles.ts'
import { registerDrop } from '../link/bridge.ts'
import type { Strata } from '../strata.ts'
import { beginHandover } from './handovers.ts'
import { startUpload, usualOrder, type UploadOrder } from './startUpload.ts'

export type UploadKind = 'files' | 'folder'

/** To be called while the drop event is being handled. */
export function uploadDropped(strata: Strata, place: PrefixRef, data: DataTransfer): void {
  if (strata.pageSecret === null) {
    const files = [...data.files]
    if (files.length > 0) void uploadRegistered(strata, place, usualOrder, () => registerDrop(files))
    return
  }
  const source = sourceOfDrop(data)
  if (source.names.length > 0)
    beginHandover(strata, place, { source, secret: strata.pageSecret, order: usualOrder })
}

/** Asks for files or a folder: with the system's dialog in Electron, with the browser's own elsewhere. */
export function uploadChosen(
  strata: Strata,
  place: PrefixRef,
  kind: UploadKind,
  order: UploadOrder = usualOrder,
): void {
  const { pageSecret, api } = strata
  if (pageSecret === null) {
    void uploadRegistered(strata, place, order, () => api.folders.chooseUpload({ kind }))
    return
  }
  askForFiles(kind, order.into === null, (files) =>
    beginHandover(strata, place, { source: sourceOfFiles(files), secret: pageSecret, order }),
  )
}

/** `drop` answers null when nothing was chosen. */
async function uploadRegistered(
  strata: Strata,
  place: PrefixRef,
  order: UploadOrder,
  drop: () => Promise<{ readonly dropId: string } | null>,
): Promise<void> {
  try {
    const registered = await drop()
    if (registered !== null) await startUpload(strata, place, registered.dropId, order)
  } catch (error) {
    strata.notices.tellFailure(error)
  }
}

/** Never calls back when the dialog is cancelled. */
function askForFiles(kind: UploadKind, isMany: boolean, onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = isMany
  input.webkitdirectory = kind === 'folder'
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) onFiles(files)
  })
  input.click()
}
