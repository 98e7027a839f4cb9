/** What the services stand on in tests: a folder, nobody at the dialogs, and nothing kept past the end. */
import { join } from 'node:path'
import type { Platform } from '../../electron/platform/platform.ts'
import { openSessionVault } from '../../electron/platform/vault.ts'

export const testPlatform = (folder: string): Platform => ({
  host: 'browser',
  os: 'linux',
  version: '0.0.0',
  dataFolder: join(folder, 'data'),
  downloadFolder: join(folder, 'downloads'),
  vault: openSessionVault(),
  dialogs: null,
  reveal: async () => undefined,
  openFile: async () => undefined,
  onCommand: () => () => undefined,
})
