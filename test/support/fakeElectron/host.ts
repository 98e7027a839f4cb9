/** What the fake's parts share: the browser that stands in for Electron's own, and whether the app is ready. */
import { chromium, type BrowserContext } from '@playwright/test'

/** Where `app://strata` really lies: Chromium alone does not know the scheme. */
const placeholder = 'https://app-strata.invalid'
const appOrigin = 'app://strata'

export const toReal = (url: string): string => url.replace(appOrigin, placeholder)
export const toShown = (url: string): string => url.replace(placeholder, appOrigin)

export type Host = {
  readonly context: BrowserContext
  ready: boolean
  /** Whether a BrowserWindow was ever made, and what may no longer be done then. */
  schemesDeclared: boolean
  /** When the last window has closed. */
  allClosed: () => void
}

async function connect(): Promise<BrowserContext> {
  const address = process.env['FAKE_ELECTRON_BROWSER']
  if (address === undefined) throw new Error('FAKE_ELECTRON_BROWSER names the browser to use.')
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('The browser has no context.')
  return context
}

export const host: Host = {
  context: await connect(),
  ready: false,
  schemesDeclared: false,
  allClosed: () => undefined,
}

export function mustBeReady(what: string): void {
  if (!host.ready) throw new Error(`${what} cannot be used before the app is ready.`)
}

export function mustNotBeReady(what: string): void {
  if (host.ready) throw new Error(`${what} must be called before the app is ready.`)
}
