/**
 * Runs in the sandbox beside the page: hands over one MessagePort, and registers dropped files by the paths that
 * only Electron knows. A page that was taken over can't name a path: a File it made up has none.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { dropChannel, portChannel } from './electronHost/channels.ts'

ipcRenderer.on(portChannel, (event) => {
  window.postMessage(portMessage, window.location.origin, [...event.ports])
})

/** What the page listens for. */
const portMessage = 'strata-port'

contextBridge.exposeInMainWorld('strata', {
  registerDrop: (files: readonly File[]): Promise<unknown> =>
    ipcRenderer.invoke(
      dropChannel,
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
})
