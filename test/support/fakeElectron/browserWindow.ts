/** BrowserWindow: a page of Chromium that takes only the web preferences which leave it powerless. */
import type { Page } from '@playwright/test'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { host, mustBeReady } from './host.ts'
import { WebContents } from './webContents.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

type Options = Partial<Bounds> & {
  readonly webPreferences: {
    readonly preload: string
    readonly sandbox: boolean
    readonly contextIsolation: boolean
    readonly nodeIntegration: boolean
  }
}

/** Made ahead, since a window is made at once and a page is not. */
const spare: { readonly page: Page; readonly contents: WebContents }[] = []

export async function keepSparePage(): Promise<void> {
  const page = await host.context.newPage()
  spare.push({ page, contents: new WebContents(page, await host.context.newCDPSession(page)) })
}

export const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly #page: Page
  readonly #prepared: Promise<void>
  #bounds: Bounds
  #maximized = false
  #minimized = false
  #closed = false
  shown = false
  focused = false
  readonly progress: string[] = []

  constructor({ webPreferences, ...bounds }: Options) {
    super()
    mustBeReady('BrowserWindow')
    const { sandbox, contextIsolation, nodeIntegration, preload } = webPreferences
    if (!sandbox || !contextIsolation || nodeIntegration) {
      throw new Error(
        'This window would have power: sandbox and contextIsolation must be on, nodeIntegration off.',
      )
    }
    const next = spare.shift()
    if (next === undefined) throw new Error('The fake has one page for one window.')
    this.#page = next.page
    this.webContents = next.contents
    this.#bounds = {
      x: bounds.x ?? 40,
      y: bounds.y ?? 40,
      width: bounds.width ?? 800,
      height: bounds.height ?? 600,
    }
    this.#prepared = this.webContents.prepare(readFileSync(preload, 'utf8'))
    windows.push(this)
  }

  async loadURL(url: string): Promise<void> {
    await this.#prepared
    await this.webContents.load(url)
    this.emit('ready-to-show')
  }

  show(): void {
    this.shown = true
  }

  focus(): void {
    this.focused = true
  }

  minimize(): void {
    this.#minimized = true
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  restore(): void {
    this.#minimized = false
  }

  maximize(): void {
    this.#maximized = true
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  setBounds(bounds: Bounds): void {
    this.#bounds = bounds
  }

  getNormalBounds(): Bounds {
    return this.#bounds
  }

  isFocused(): boolean {
    return this.focused
  }

  /** Less than 0 takes the bar away. */
  setProgressBar(fraction: number, { mode = 'normal' }: { readonly mode?: string } = {}): void {
    this.progress.push(fraction < 0 ? 'none' : `${mode} ${fraction}`)
  }

  /** Answers whether it closed: whoever listens may say no. */
  async close(): Promise<boolean> {
    if (this.#closed) return true
    let stays = false
    this.emit('close', { preventDefault: () => (stays = true) })
    if (stays) return false
    this.#closed = true
    windows.splice(windows.indexOf(this), 1)
    await this.#page.close()
    this.emit('closed')
    if (windows.length === 0) host.allClosed()
    return true
  }
}
