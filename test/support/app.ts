/** The whole app for tests: the built browser host, as `npm start -- --browser` runs it, with folders of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { servedRequestSchema, type ServedRequest } from '../../electron/localStore/http/served.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const startMs = 20_000

export type TestApp = {
  /** Lets a browser in once: each call has another one, and another process. */
  readonly url: string
  readonly folder: string
  readonly downloads: string
  /** What the app's own local store was asked. */
  readonly requests: () => readonly ServedRequest[]
  readonly pid: number
  readonly kill: () => Promise<void>
  /** Ends the app, and takes its folders away. */
  readonly close: () => Promise<void>
}

/** Starts the app on a folder: a new one, or that of an app which ended. */
export async function startApp(options: { readonly folder?: string } = {}): Promise<TestApp> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'strata-app-')))
  const log = join(folder, 'requests.jsonl')
  const downloads = join(folder, 'downloads')
  const host = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      'dist/electron/host.js',
      '--no-open',
      '--data-folder',
      join(folder, 'data'),
      '--download-folder',
      downloads,
    ],
    { cwd: root, env: { ...process.env, STRATA_STORE_LOG: log }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const url = await urlOf(host)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (host.exitCode !== null || host.signalCode !== null) return
    host.kill(signal)
    await once(host, 'exit')
  }
  return {
    url,
    folder,
    downloads,
    requests: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => servedRequestSchema.parse(JSON.parse(line))),
    pid: host.pid ?? 0,
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function urlOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`The app did not start in time: ${said}`)), startMs)
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const url = /open at (\S+)/.exec(said)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    }
    host.stdout?.on('data', hear)
    host.stderr?.on('data', hear)
    host.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The app ended with ${code}: ${said}`))
    })
  })
}
