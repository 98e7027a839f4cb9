/** The built Electron app for tests, on the fake `electron`, in a real Chromium. */
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const startMs = 30_000

const answerSchema = z.object({ id: z.number(), answer: z.unknown() })

export type ElectronApp = {
  readonly page: Page
  readonly folder: string
  /** Asks the fake for something only Electron's own side knows or does. */
  readonly order: (order: string, value?: unknown) => Promise<unknown>
  /** Another start of the app on the same folder; resolves with its exit code. */
  readonly startAgain: () => Promise<number | null>
  /** Resolves with the exit code when the app has ended. */
  readonly exited: Promise<number | null>
  readonly close: () => Promise<void>
}

type StartOptions = { readonly folder?: string; readonly env?: Readonly<Record<string, string>> }

export async function startElectronApp({ folder: given, env = {} }: StartOptions = {}): Promise<ElectronApp> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'strata-electron-')))
  const { context, address, leave } = await startBrowser()
  const spawn = (): ChildProcess =>
    fork(at('fakeElectron/start.ts'), [at('../../dist/electron/main.js')], {
      env: {
        ...process.env,
        ...env,
        STRATA_DATA_FOLDER: join(folder, 'data'),
        FAKE_ELECTRON_BROWSER: address,
      },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
  const opened = context.waitForEvent('page', { timeout: startMs })
  const app = spawn()
  const exited = once(app, 'exit').then(() => app.exitCode)
  const page = await opened
  await page.waitForURL(/app-strata/, { timeout: startMs })
  return {
    page,
    folder,
    order: (order, value) => ordered(app, order, value),
    startAgain: async () => {
      const again = spawn()
      await once(again, 'exit')
      return again.exitCode
    },
    exited,
    async close() {
      if (app.exitCode === null && app.signalCode === null) app.kill('SIGKILL')
      await exited
      await leave()
      if (given === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** A Chromium that two may drive at once: the fake as its Electron, and the test as a person. */
async function startBrowser(): Promise<{
  context: BrowserContext
  address: string
  leave: () => Promise<void>
}> {
  const profile = await mkdtemp(join(tmpdir(), 'strata-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['STRATA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--remote-debugging-port=0'],
    viewport: { width: 1280, height: 800 },
  })
  const [port] = (await written(join(profile, 'DevToolsActivePort'))).split('\n')
  return {
    context,
    address: `http://127.0.0.1:${port ?? ''}`,
    async leave() {
      await context.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

let lastOrder = 0

function ordered(app: ChildProcess, order: string, value: unknown): Promise<unknown> {
  lastOrder += 1
  const id = lastOrder
  return new Promise((resolve) => {
    const hear = (message: unknown): void => {
      const answer = answerSchema.safeParse(message)
      if (!answer.success || answer.data.id !== id) return
      app.off('message', hear)
      resolve(answer.data.answer)
    }
    app.on('message', hear)
    app.send({ id, order, value })
  })
}

/** The browser writes it a moment after it can be spoken to. */
async function written(path: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const text = await readFile(path, 'utf8').catch(() => '')
    if (text !== '') return text
    await setTimeout(50)
  }
  throw new Error(`${path} was not written`)
}
