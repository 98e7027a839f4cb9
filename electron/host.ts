/** The browser entry: the same services as in Electron, served to a browser on this computer. */
import './platform/threads.ts'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { failureBehind } from '../shared/failure.ts'
import { startBrowserHost } from './browserHost/browserHost.ts'
import { openKeyringVault } from './platform/keyringVault.ts'
import { defaultDataFolder, defaultDownloadFolder, osName } from './platform/paths.ts'
import type { Platform } from './platform/platform.ts'
import { openFile, openInBrowser, reveal } from './platform/reveal.ts'
import { openServices } from './services.ts'
import { lockDataFolder } from './storage/dataLock.ts'
import { version } from './version.ts'

const { values: given } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'no-open': { type: 'boolean', default: false },
    'data-folder': { type: 'string', default: process.env['STRATA_DATA_FOLDER'] ?? defaultDataFolder() },
    'download-folder': {
      type: 'string',
      default: process.env['STRATA_DOWNLOAD_FOLDER'] ?? defaultDownloadFolder(),
    },
  },
})

async function openPlatform(): Promise<Platform> {
  return {
    host: 'browser',
    os: osName(),
    version,
    dataFolder: given['data-folder'],
    downloadFolder: given['download-folder'],
    vault: await openKeyringVault(),
    dialogs: null,
    reveal,
    openFile,
    onCommand: () => () => undefined,
  }
}

async function run(): Promise<void> {
  const lock = lockDataFolder(given['data-folder'])
  const services = await openServices(await openPlatform())
  const host = await startBrowserHost(services, {
    port: Number(given.port),
    pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    stagingFolder: join(given['data-folder'], 'staging'),
  })
  process.stdout.write(`Strata is open at ${host.url}\n`)
  if (!given['no-open']) await openInBrowser(host.url)
  const end = (): void => {
    void Promise.all([host.close(), services.close()]).then(() => {
      lock.release()
      process.exit(0)
    })
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

try {
  await run()
} catch (error) {
  const { message, advice } = failureBehind(error)
  process.stderr.write(`${message} ${advice}\n`)
  process.exit(1)
}
