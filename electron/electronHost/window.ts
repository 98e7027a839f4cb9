/** The one window: without power, shut in, and where it was the last time. */
import { BrowserWindow, screen, type Rectangle, type Session } from 'electron'
import { z } from 'zod'
import { openJsonFile } from '../platform/jsonFile.ts'
import { pageOrigin } from './appProtocol.ts'

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
const stateSchema = z.object({ bounds: boundsSchema.nullable(), maximized: z.boolean() })

const usualSize = { width: 1280, height: 800 }
const leastSize = { minWidth: 720, minHeight: 480 }

/** A display may be gone: a window nobody can reach is put back in the middle. */
function stillVisible(bounds: Rectangle | null): Rectangle | null {
  if (bounds === null) return null
  const reachable = screen.getAllDisplays().some(({ workArea }) => {
    const across =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    const down =
      Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
    return across > 80 && down > 40
  })
  return reachable ? bounds : null
}

/** `link` is called before the page loads: it has to be there when the page asks. */
export async function openWindow(
  dataFolder: string,
  preload: string,
  link: (window: BrowserWindow) => void,
): Promise<BrowserWindow> {
  const file = openJsonFile(dataFolder, 'window', stateSchema, { bounds: null, maximized: false })
  const { bounds, maximized } = file.read()
  const window = new BrowserWindow({
    ...usualSize,
    ...leastSize,
    ...stillVisible(bounds),
    show: false,
    title: 'Strata',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  shutIn(window)
  link(window)
  window.once('ready-to-show', () => window.show())
  if (maximized) window.maximize()
  window.on('close', () => file.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  await window.loadURL(`${pageOrigin}/`)
  return window
}

/** The page stays the page: no navigation, no new windows, no frames of other origins. */
function shutIn({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-frame-navigate', (event) => event.preventDefault())
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
}

/** The page asks nothing of the system and reaches nothing on the network. */
export function shutSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOurs(details.url) }))
}

/** Copying a key or a version id. */
const allowed = new Set(['clipboard-sanitized-write'])

const isOurs = (url: string): boolean =>
  url.startsWith(`${pageOrigin}/`) || /^(devtools|blob|data|chrome-extension):/.test(url)
