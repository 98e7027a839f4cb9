/** Choosing folders and files of this computer over the contract. */
import { failed } from '../../shared/failure.ts'
import type { Dialogs, Platform } from '../platform/platform.ts'
import { api } from './failing.ts'

function dialogsOf({ dialogs }: Platform): Dialogs {
  if (dialogs) return dialogs
  throw failed({
    code: 'unsupported',
    reason: 'no-dialogs',
    message: 'In a browser the window itself shows the folders.',
  })
}

export const foldersApi = api.folders.router({
  chooseTarget: api.folders.chooseTarget.handler(async ({ context: { services } }) => {
    const path = await dialogsOf(services.platform).chooseFolder()
    return path === null ? null : services.folders.target({ path })
  }),
  chooseUpload: api.folders.chooseUpload.handler(async ({ context: { services }, input }) => {
    const paths = await dialogsOf(services.platform).chooseUpload(input.kind)
    return paths === null ? null : { dropId: services.drops.register(paths), itemCount: paths.length }
  }),
  browse: api.folders.browse.handler(({ context: { services }, input }) =>
    services.folders.browse(input.folderId),
  ),
  make: api.folders.make.handler(({ context: { services }, input }) =>
    services.folders.make(input.folderId, input.name),
  ),
  target: api.folders.target.handler(({ context: { services }, input }) => services.folders.target(input)),
})
