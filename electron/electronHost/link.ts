/** Hands the page its end of the contract, and takes the paths of what is dropped on it. */
import { ipcMain, MessageChannelMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { RPCHandler } from '@orpc/server/message-port'
import { z } from 'zod'
import { router } from '../api/router.ts'
import type { Services } from '../services.ts'
import { pageOrigin } from './appProtocol.ts'
import { dropChannel, portChannel } from './channels.ts'

/** A new port at each load of the page; the old one closes, and with it everything that was asked over it. */
export function linkWindow(window: BrowserWindow, services: Services): void {
  const handler = new RPCHandler(router)
  let close = (): void => undefined
  const hand = (): void => {
    close()
    const { port1, port2 } = new MessageChannelMain()
    close = () => port1.close()
    handler.upgrade(port1, { context: { services } })
    port1.start()
    window.webContents.postMessage(portChannel, null, [port2])
  }
  window.webContents.on('did-finish-load', hand)
  window.once('closed', () => close())
}

const pathsSchema = z.array(z.string().min(1)).min(1)

export function takeDrops(services: Services): void {
  ipcMain.handle(dropChannel, (event, given: unknown) => {
    if (!isOurPage(event)) throw new Error('refused')
    const paths = pathsSchema.parse(given)
    return { dropId: services.drops.register(paths), itemCount: paths.length }
  })
}

/** Only the top frame of our own page may hand over paths. */
function isOurPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(`${pageOrigin}/`)
}
