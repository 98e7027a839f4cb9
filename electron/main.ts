/** The Electron entry: wiring only. */
import './platform/threads.ts'
import { app, dialog, session, type BrowserWindow } from 'electron'
import { fileURLToPath } from 'node:url'
import { failureBehind } from '../shared/failure.ts'
import { declareAppProtocol, serveAppProtocol } from './electronHost/appProtocol.ts'
import { tellDesktop } from './electronHost/desktop.ts'
import { openCommandBus, openElectronPlatform } from './electronHost/electronPlatform.ts'
import type { Underway } from './electronHost/desktopWords.ts'
import { Leaving } from './electronHost/leaving.ts'
import { linkWindow, takeDrops } from './electronHost/link.ts'
import { installMenu } from './electronHost/menu.ts'
import { openWindow, shutSession } from './electronHost/window.ts'
import { defaultDataFolder } from './platform/paths.ts'
import { openServices, type Services } from './services.ts'
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
  const ended = new AbortController()
  void tellDesktop({ transfers: services.transfers, window: () => window }, ended.signal)
  const leaving = new Leaving(
    () => underwayOf(services),
    () => window,
  )
  const open = async (): Promise<void> => {
    window = await openWindow(dataFolder, beside('./preload.cjs'), (opened) => {
      leaving.watch(opened)
      linkWindow(opened, services)
    })
    window.once('closed', () => {
      window = null
    })
  }
  keepOneWindow(() => window, open)
  endAfter(async () => {
    ended.abort()
    await services.close().finally(() => lock.release())
  })
  await open()
}

/** One window, brought back by a second start and by the dock; elsewhere than on a Mac the app ends with it. */
function keepOneWindow(window: () => BrowserWindow | null, open: () => Promise<void>): void {
  app.on('second-instance', () => {
    const opened = window()
    if (opened === null) return void open()
    if (opened.isMinimized()) opened.restore()
    opened.focus()
  })
  app.on('activate', () => {
    if (window() === null) void open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** Everything is put down before the process ends. */
function endAfter(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void close().finally(() => app.exit(0))
  })
}

const underwayOf = ({ transfers, plans }: Services): Underway => ({
  transferCount: transfers.busyCount,
  isChanging: plans.isBusy,
})

function giveUp(error: unknown): void {
  const { message, advice } = failureBehind(error)
  dialog.showErrorBox('Strata could not start', `${message}\n${advice}`)
  app.exit(1)
}
