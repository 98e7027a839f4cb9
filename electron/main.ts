/** The Electron entry: wiring only. */
import './platform/threads.ts'
import { app, dialog, session, type BrowserWindow } from 'electron'
import { fileURLToPath } from 'node:url'
import { failureBehind } from '../shared/failure.ts'
import { declareAppProtocol, serveAppProtocol } from './electronHost/appProtocol.ts'
import { openCommandBus, openElectronPlatform } from './electronHost/electronPlatform.ts'
import { linkWindow, takeDrops } from './electronHost/link.ts'
import { installMenu } from './electronHost/menu.ts'
import { openWindow, shutSession } from './electronHost/window.ts'
import { defaultDataFolder } from './platform/paths.ts'
import { openServices } from './services.ts'
import { lockDataFolder } from './storage/dataLock.ts'

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const dataFolder = process.env['STRATA_DATA_FOLDER'] ?? defaultDataFolder()
app.setPath('userData', dataFolder)
declareAppProtocol()

// Not awaited: Electron becomes ready only after this module has been evaluated.
if (app.requestSingleInstanceLock()) void run().catch(giveUp)
else app.quit()

async function run(): Promise<void> {
  let window: BrowserWindow | null = null
  await app.whenReady()
  const lock = lockDataFolder(dataFolder)
  const bus = openCommandBus()
  const services = await openServices(await openElectronPlatform(dataFolder, bus, () => window))
  shutSession(session.defaultSession)
  serveAppProtocol(session.defaultSession, beside('../renderer'), services.content)
  takeDrops(services)
  installMenu(bus.run)
  const open = async (): Promise<void> => {
    window = await openWindow(dataFolder, beside('./preload.cjs'), (opened) => linkWindow(opened, services))
    window.once('closed', () => {
      window = null
    })
  }
  app.on('second-instance', () => {
    if (window === null) return void open()
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('activate', () => {
    if (window === null) void open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.once('will-quit', (event) => {
    event.preventDefault()
    void services.close().finally(() => {
      lock.release()
      app.exit(0)
    })
  })
  await open()
}

function giveUp(error: unknown): void {
  const { message, advice } = failureBehind(error)
  dialog.showErrorBox('Strata could not start', `${message}\n${advice}`)
  app.exit(1)
}
